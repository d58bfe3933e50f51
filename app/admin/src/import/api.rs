//! What the page of an import asks of the server.

use leptos::prelude::*;
use model::{
    ImportId,
    transfer::{ImportDetail, ImportRow},
};
use ui::Fault;

/// The imports that are still kept.
#[server(prefix = "/api", endpoint = "list_imports")]
pub async fn list_imports() -> Result<Vec<ImportRow>, Fault> {
    let ctx = session::ctx().await?;
    Ok(desk::import::list(&ctx).await?)
}

/// One import.
#[server(prefix = "/api", endpoint = "one_import")]
pub async fn one_import(import: ImportId) -> Result<ImportDetail, Fault> {
    let ctx = session::ctx().await?;
    Ok(desk::import::detail(&ctx, import).await?)
}

/// 试运行: says what each column is, in the order of the file, and has every row tried.
#[server(prefix = "/api", endpoint = "check_import")]
pub async fn check_import(import: ImportId, #[server(default)] targets: Vec<String>) -> Result<(), Fault> {
    let ctx = session::ctx().await?;
    desk::import::check(&ctx, import, &targets).await?;
    session::send_form_to(&model::Route::Import(import).href());
    Ok(())
}

/// Has the rows written.
#[server(prefix = "/api", endpoint = "run_import")]
pub async fn run_import(import: ImportId) -> Result<(), Fault> {
    let ctx = session::ctx().await?;
    desk::import::run(&ctx, import).await?;
    session::send_form_to(&model::Route::Import(import).href());
    Ok(())
}

/// Stops it.
#[server(prefix = "/api", endpoint = "stop_import")]
pub async fn stop_import(import: ImportId) -> Result<(), Fault> {
    let ctx = session::ctx().await?;
    desk::import::stop(&ctx, import).await?;
    session::send_form_to(&model::Route::Import(import).href());
    Ok(())
}

/// Goes on where it was stopped.
#[server(prefix = "/api", endpoint = "resume_import")]
pub async fn resume_import(import: ImportId) -> Result<(), Fault> {
    let ctx = session::ctx().await?;
    desk::import::resume(&ctx, import).await?;
    session::send_form_to(&model::Route::Import(import).href());
    Ok(())
}

/// Forgets an import and its file.
#[server(prefix = "/api", endpoint = "discard_import")]
pub async fn discard_import(import: ImportId) -> Result<(), Fault> {
    let ctx = session::ctx().await?;
    desk::import::discard(&ctx, import).await?;
    session::send_form_to(&model::Route::Transfer.href());
    Ok(())
}
