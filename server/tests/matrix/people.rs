//! Everybody who might ask, and a fresh scene for each question.

use std::io::Write;

use axum::{body::Body, http::Method};
use desk::{Ctx, attachment, import, people, secret, ticket};
use model::{
    person::Invite,
    policy::{Role, Scope},
    ticket::{ReplyForm, TicketForm},
    token::TokenForm,
    transfer::Subject,
};
use tokio::sync::OnceCell;

use crate::support::{Answer, House, asking};

/// Somebody who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Principal {
    /// Without a session.
    Nobody,
    /// With a session that has expired.
    Expired,
    /// With an account that is switched off.
    Disabled,
    /// Sees their own tickets only; created the ticket.
    Creator,
    /// Sees their own tickets only; handles the ticket.
    Handler,
    /// Sees their own tickets only; has nothing to do with the ticket.
    Stranger,
    /// Sees another department's tickets.
    Elsewhere,
    /// Hands out the tickets of the tenant.
    Dispatcher,
    /// The tenant's administrator.
    Administrator,
    /// Another tenant's administrator.
    Foreigner,
    /// Another site, by the browser of the administrator.
    CrossSite,
    /// A program with a token of the administrator's that may only read tickets.
    Token,
}

use Principal::*;

/// All of them, in the order of the columns.
pub const PRINCIPALS: &[Principal] = &[
    Nobody,
    Expired,
    Disabled,
    Creator,
    Handler,
    Stranger,
    Elsewhere,
    Dispatcher,
    Administrator,
    Foreigner,
    CrossSite,
    Token,
];

impl Principal {
    pub fn name(self) -> String {
        format!("{self:?}").to_lowercase()
    }

    pub fn is_outside(self) -> bool {
        matches!(self, Nobody | Expired | Disabled)
    }

    pub fn sees_no_ticket(self) -> bool {
        matches!(self, Stranger | Elsewhere | Foreigner)
    }

    pub fn is_plain_staff(self) -> bool {
        matches!(self, Creator | Handler | Stranger | Elsewhere | Dispatcher)
    }
}

/// The people behind the principals.
pub struct Cast<'a> {
    pub house: &'a House<'a>,
    creator: Ctx,
    handler: Ctx,
    stranger: Ctx,
    elsewhere: Ctx,
    dispatcher: Ctx,
    administrator: Ctx,
    foreigner: Ctx,
    disabled: Ctx,
    program: OnceCell<String>,
}

/// A token that may only read tickets.
async fn narrow_token(ctx: &Ctx) -> String {
    let form = TokenForm {
        name: "只读".into(),
        grants: vec!["tickets:read".into()],
        days: "7".into(),
        until: String::new(),
    };
    desk::access::token::make(ctx, &form).await.expect("a token")
}

impl<'a> Cast<'a> {
    pub async fn gather(house: &'a House<'a>) -> Self {
        let test = house.test;
        let here = test.department("维修部").await;
        let there = test.department("客服部").await;
        let own = |name: &str| test.person(name).seeing(Scope::Own).in_department(here);
        Self {
            house,
            creator: own("创建人").signed_in().await,
            handler: own("处理人").signed_in().await,
            stranger: own("同事").signed_in().await,
            elsewhere: test.person("邻部").seeing(Scope::Department).in_department(there).signed_in().await,
            dispatcher: test.person("派单员").dispatcher().signed_in().await,
            administrator: test.administrator().await,
            foreigner: test.other_tenant().await,
            disabled: test.person("离职").disabled().signed_in().await,
            program: OnceCell::new(),
        }
    }

    /// Sends a request as this principal, in a session of its own.
    pub async fn send(&self, principal: Principal, request: &Asked) -> Answer {
        let token = self.token(principal).await;
        let program = match principal {
            Token => Some(self.program().await),
            _ => None,
        };
        let site = if principal == CrossSite { "cross-site" } else { "same-origin" };
        let mut http =
            asking(request.method.clone(), &request.path, token.as_deref()).header("sec-fetch-site", site);
        if let Some(program) = program {
            http = http.header("authorization", format!("Bearer {program}"));
        }
        for (name, value) in &request.headers {
            http = http.header(*name, value);
        }
        self.house.send(http.body(Body::from(request.body.clone())).expect("a request")).await
    }

    /// The person behind a principal; whoever lends a browser or a token is the administrator.
    pub fn person(&self, principal: Principal) -> &Ctx {
        match principal {
            Disabled => &self.disabled,
            Creator => &self.creator,
            Handler => &self.handler,
            Stranger => &self.stranger,
            Elsewhere => &self.elsewhere,
            Dispatcher => &self.dispatcher,
            Nobody | Expired | Administrator | CrossSite | Token => &self.administrator,
            Foreigner => &self.foreigner,
        }
    }

    /// The token of a session.
    async fn token(&self, principal: Principal) -> Option<String> {
        let now = self.house.test.clock.now();
        match principal {
            Nobody | Token => None,
            Expired => Some(self.house.token_until(&self.administrator, now.minus_seconds(1)).await),
            principal => Some(self.house.token(self.person(principal)).await),
        }
    }

    /// A token for programs, made once.
    async fn program(&self) -> String {
        self.program.get_or_init(async || narrow_token(&self.administrator).await).await.clone()
    }
}

/// A request, before it is known who sends it.
pub struct Asked {
    pub method: Method,
    pub path: String,
    pub headers: Vec<(&'static str, String)>,
    pub body: Vec<u8>,
}

/// Things to ask about, new for each question, because some answers change them.
pub struct Scene {
    /// Number and version of a ticket that is open.
    pub open: (i64, i64),
    /// Number and version of one that is closed.
    pub closed: (i64, i64),
    /// A file on the open ticket.
    pub file: String,
    /// A session of the creator.
    pub session: String,
    /// A person who can be switched off.
    pub active: String,
    /// A person who can be switched on.
    pub inactive: String,
    /// An invitation that nobody has used.
    pub invitation: String,
    /// An import whose columns are not confirmed.
    pub import: String,
    /// A job that needs a person.
    pub job: String,
    /// A token of the creator's.
    pub token: String,
    /// A webhook.
    pub webhook: String,
    /// A message to it that was given up.
    pub delivery: String,
    /// A contact.
    pub contact: String,
    /// Differs from scene to scene.
    pub word: String,
}

impl Scene {
    pub async fn set(cast: &Cast<'_>) -> Self {
        let test = cast.house.test;
        let word = test.desk.new_id().simple().to_string();
        let administrator = &cast.administrator;
        let file =
            attachment::store(&cast.creator, "现场.txt", b"wet".to_vec()).await.expect("a stored file").id;
        let open = cast.ticket(vec![file.to_string()]).await;
        let closed = cast.ticket(Vec::new()).await;
        let form = ReplyForm {
            status: "closed".into(),
            version: version(administrator, closed).await,
            ..Default::default()
        };
        ticket::reply(&cast.handler, closed, &form).await.expect("a closed ticket");
        let session = test.desk.new_id();
        let job = test.desk.new_id();
        let now = test.clock.now();
        let owner = (
            cast.creator.tenant,
            session,
            secret::hash(&word),
            cast.creator.actor_id(),
            now,
            now.plus_seconds(60),
        );
        test.run(SESSION, owner).await;
        test.run(JOB, (test.tenant, job, now)).await;
        let (token, webhook, delivery) = (test.desk.new_id(), test.desk.new_id(), test.desk.new_id());
        test.run("delete from delivery", ()).await;
        test.run("delete from webhook", ()).await;
        // Each person may have only so many, and there are more questions than that.
        test.run("delete from api_token where name = '场景'", ()).await;
        let end = now.plus_seconds(3600);
        let owned =
            (test.tenant, token, cast.creator.actor_id(), secret::hash(&format!("t{word}")), now, end);
        test.run(TOKEN, owned).await;
        test.run(WEBHOOK, (test.tenant, webhook, now)).await;
        test.run(DELIVERY, (test.tenant, delivery, webhook, now)).await;
        let invite = Invite {
            name: "新人".into(),
            email: format!("{word}@example.com"),
            role: Role::Agent.code().into(),
            scope: Scope::Own.code().into(),
            department: String::new(),
        };
        people::invite(administrator, &invite).await.expect("an invitation");
        let invitations = people::invitations(administrator).await.expect("invitations");
        let invitation = invitations.iter().find(|row| row.email == invite.email).expect("the invitation").id;
        Self {
            open: (open, version(administrator, open).await),
            closed: (closed, version(administrator, closed).await),
            file: file.to_string(),
            session: session.to_string(),
            active: test.person(&format!("a{word}")).signed_in().await.actor_id().to_string(),
            inactive: test.person(&format!("b{word}")).disabled().signed_in().await.actor_id().to_string(),
            invitation: invitation.to_string(),
            import: import(administrator).await,
            job: job.to_string(),
            token: token.to_string(),
            webhook: webhook.to_string(),
            delivery: delivery.to_string(),
            contact: test.contact("王建国", "12345").await.to_string(),
            word,
        }
    }
}

impl Cast<'_> {
    /// A ticket of the creator's that the handler has.
    async fn ticket(&self, attachments: Vec<String>) -> i64 {
        let form = TicketForm {
            title: "三楼停水".into(),
            content: "<p>三楼停水</p>".into(),
            handler: self.handler.actor_id().to_string(),
            department: self.handler.department.map(|id| id.to_string()).unwrap_or_default(),
            attachments,
            ..TicketForm::default()
        };
        ticket::register(&self.creator, &form).await.expect("a registered ticket")
    }
}

async fn import(ctx: &Ctx) -> String {
    let mut file = tempfile::tempfile().expect("a file");
    file.write_all("标题,内容\n停水,三楼\n".as_bytes()).expect("a written file");
    import::take(ctx, Subject::Tickets, "工单.csv", file).await.expect("an import").to_string()
}

async fn version(ctx: &Ctx, number: i64) -> i64 {
    ticket::detail(ctx, number).await.expect("a ticket").version
}

const SESSION: &str = "
    insert into session
        (tenant_id, id, token_hash, person_id, user_agent, address, created_at, last_seen_at, expires_at)
    values ($1, $2, $3, $4, 'Test browser', '192.0.2.7', $5, $5, $6)";

const JOB: &str = "
    insert into job (tenant_id, id, kind, payload, state, attempts, run_at, created_at)
    values ($1, $2, 'nothing', '{}', 'dead', 8, $3, $3)";

const TOKEN: &str = "
    insert into api_token
        (tenant_id, id, person_id, name, token_hash, prefix, grants, created_at, expires_at)
    values ($1, $2, $3, '场景', $4, 'gd_xxxxxx', 'tickets:read', $5, $6)";

const WEBHOOK: &str = "
    insert into webhook (tenant_id, id, name, url, topics, secret, off_at, off_cause, created_at)
    values ($1, $2, '场景', 'https://hooks.example.com', 'ticket.replied', 'whsec_AAAA', $3, 'person', $3)";

const DELIVERY: &str = "
    insert into delivery (tenant_id, id, webhook_id, topic, body, state, attempts, at, created_at)
    values ($1, $2, $3, 'ticket.replied', '{}', 'failed', 8, $4, $4)";
