//! What an operator does to a desk from the command line: migrations, backup and restore.

use std::{path::Path, process::ExitCode};

use anyhow::{Context, Result, bail};
use desk::{
    backup::{self, Manifest},
    db::Plan,
};

use crate::{Config, config::masked};

/// `migrate --check`: says what an upgrade will do, and fails unless there is nothing to do.
pub async fn check_schema(config: &Config) -> Result<ExitCode> {
    let plan = plan(config).await?;
    println!("{}", told(&plan));
    Ok(if plan.is_settled() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// `migrate`: brings the schema up to date.
pub async fn migrate(config: &Config) -> Result<()> {
    let plan = plan(config).await?;
    println!("{}", told(&plan));
    if plan.obstacle().is_some() {
        bail!("未作任何更改 / Nothing was changed");
    }
    let desk = config.open_desk().await?;
    desk.db.close().await;
    if !plan.pending.is_empty() {
        println!("升级完成 / Done");
    }
    Ok(())
}

async fn plan(config: &Config) -> Result<Plan> {
    let url = config.settings().database_url;
    Plan::make(&url).await.with_context(|| format!("{} cannot be read", masked(&url)))
}

/// What is to be done, a line for each migration.
fn told(plan: &Plan) -> String {
    if let Some(obstacle) = plan.obstacle() {
        return obstacle;
    }
    if plan.pending.is_empty() {
        return format!("数据库结构已是最新（{0}）/ The schema is up to date ({0})", plan.schema);
    }
    let mut text = format!(
        "数据库结构为 {0}，待升级 {1} 项 / The schema is at {0}, migrations to come: {1}",
        plan.schema,
        plan.pending.len()
    );
    for step in &plan.pending {
        text.push_str(&format!("\n  {:04} {}: {}", step.number, step.name, step.says));
    }
    text
}

/// `backup`: writes a backup to a file, or into a folder under a name of its own.
pub async fn backup(config: &Config, to: &Path) -> Result<()> {
    let settings = config.settings();
    let file = if to.is_dir() { backup::name_in(to, settings.clock.now()) } else { to.to_owned() };
    let manifest = backup::make(&settings, &file).await?;
    println!("{}", file.display());
    println!("{}", summary(&manifest));
    if !manifest.missing.is_empty() {
        bail!(
            "备份已写入，但有 {0} 个附件在存储中找不到 / The backup is written, but {0} attachments are not in the store:\n  {1}",
            manifest.missing.len(),
            manifest.missing.join("\n  ")
        );
    }
    Ok(())
}

/// `restore --check`: whether a backup is whole, and what is in it.
pub async fn check_backup(from: &Path) -> Result<()> {
    let manifest = tokio::task::block_in_place(|| backup::verify(from))?;
    println!("备份完整 / The backup is whole\n{}", summary(&manifest));
    Ok(())
}

/// `restore`: brings a backup back.
pub async fn restore(config: &Config, from: &Path, replace: bool) -> Result<()> {
    let settings = config.settings();
    std::fs::create_dir_all(&settings.data_dir)
        .with_context(|| format!("{} cannot be made", settings.data_dir.display()))?;
    let restored = backup::restore(&settings, from, replace).await?;
    println!("已恢复 / Restored\n{}", summary(&restored.manifest));
    if let Some(aside) = restored.aside {
        println!("原有数据保留在 / What was there before is kept as {aside}");
    }
    Ok(())
}

fn summary(manifest: &Manifest) -> String {
    format!(
        "  {:?}, schema {}, Gongdan {}\n  工单 tickets {}, 回复 replies {}, 附件 attachments {}",
        manifest.engine,
        manifest.schema,
        manifest.program,
        manifest.rows("ticket"),
        manifest.rows("reply"),
        manifest.files
    )
}
