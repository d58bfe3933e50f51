//! 账号: signing in, setting up an account, and looking after one's own.

mod own;
mod password;
mod set_up;
mod sign_in;
mod threshold;
mod tokens;

pub use own::{AccountPage, SignOutForm};
pub use set_up::SetUpPage;
pub use sign_in::SignInPage;
pub use tokens::TokensPage;
