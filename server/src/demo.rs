//! `server demo`: a service centre to look at.

use anyhow::Result;
use model::Route;

use crate::Config;

/// Fills an empty database with staff, contacts and tickets, and prints who can sign in.
pub async fn demo(config: &Config, staff: usize, tickets: usize) -> Result<()> {
    let desk = config.open_desk().await?;
    let accounts = desk::demo::fill(&desk, staff, tickets).await?;
    println!(
        "演示数据已生成：{tickets} 张工单。以下账号可登录，第一个是管理员 / The demo is ready. Sign in as any of these, the first is the administrator:"
    );
    for (email, password) in accounts {
        println!("  {email}  {password}");
    }
    println!("{}{}", config.base_url(), Route::SignIn.href());
    desk.db.close().await;
    Ok(())
}
