//! Real accounts for tests that sign in.

use desk::{Ctx, access, people};
use model::{
    Result,
    person::{Invite, SetUp, SignIn},
};
use testkit::TestDesk;

/// The password of everybody here.
pub const PASSWORD: &str = "雨后的石板路很滑，慢走";

/// Invites an agent and has them set up their account; answers who they are in their first session.
pub async fn join(test: &TestDesk, administrator: &Ctx, email: &str) -> Ctx {
    let invite = Invite {
        name: "李敏".into(),
        email: email.into(),
        role: "agent".into(),
        scope: "own".into(),
        department: String::new(),
    };
    let token = people::invite(administrator, &invite).await.expect("the invitation");
    let form = SetUp { token, name: "李敏".into(), email: String::new(), password: PASSWORD.into() };
    let opened = access::set_up(&test.door(), &form).await.expect("the account");
    access::resume(&test.desk, &opened.token).await.expect("the session")
}

/// Signs in and answers the session's token.
pub async fn sign_in(test: &TestDesk, email: &str, password: &str) -> Result<String> {
    let form = SignIn { email: email.into(), password: password.into(), next: String::new() };
    access::sign_in(&test.door(), &form).await.map(|opened| opened.token)
}
