//! One run: grounds are laid, both sides are asked in turns, and a table is printed.

mod creating;
mod ground;
mod interleave;
mod keeping;
mod plan;
mod reading;
mod report;
mod server;
mod sockets;
mod stores;
mod wasm;
mod work;

pub use plan::Options;
pub use server::pin_client;

use anyhow::{Result, ensure};

use ground::Ground;
use plan::{Engine, Plan};
use report::Report;
use stores::Stores;

/// Measures everything that the options ask for and prints it; an error when the run is void.
pub async fn run(options: Options) -> Result<()> {
    let plan = Plan::of(&options);
    let mut report = Report::begin();
    for engine in plan.engines.clone() {
        measure(&options, &plan, engine, &mut report).await?;
    }
    report.wasm_kib = wasm::inbox_kib(&options, report.pages.take().unwrap_or_default())?;
    println!("{}", report.markdown(&plan));
    let sound = report.is_sound();
    if !sound {
        println!("void: the same server against itself did not give 0.97 to 1.03, so none of this counts");
    }
    if options.json {
        println!("{}", report.json());
    }
    ensure!(sound, "the run is void");
    Ok(())
}

async fn measure(options: &Options, plan: &Plan, engine: Engine, report: &mut Report) -> Result<()> {
    let stores = Stores::open(options, engine).await?;
    let mut grounds = Vec::new();
    for &tickets in &plan.sizes {
        let store = stores.lay(tickets).await?;
        let mut ground = Ground::open(options, store).await?;
        if tickets == plan.largest() {
            keeping::start_and_idle(options, plan, &mut ground, report).await?;
        }
        ground.start_floor().await?;
        reading::check_parity(&ground).await?;
        grounds.push(ground);
    }
    reading::control(plan, &grounds, report).await?;
    reading::pairs(plan, &grounds, report).await?;
    reading::growth(plan, &grounds, report).await?;
    reading::search(plan, &grounds, report).await?;
    let largest = grounds.last().expect("a plan has sizes");
    creating::creates(plan, largest, report).await?;
    sockets::hold(plan, largest, report).await?;
    report.pages.get_or_insert(largest.pages().await?);
    for ground in grounds {
        ground.close().await?;
    }
    stores.clear().await
}
