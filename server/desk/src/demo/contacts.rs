//! The people served in the demo.

use model::{ContactId, Time, person::Who};

use super::{names, random::Random, scenario::Gaps, team::Team};

const COUNT: usize = 400;
const PREFIXES: [&str; 10] = ["138", "139", "136", "135", "150", "159", "186", "187", "188", "177"];
const COMPANIES: [&str; 8] = [
    "宏达物业服务有限公司",
    "城南第二小学",
    "鑫源餐饮管理有限公司",
    "仁和社区居委会",
    "恒通机械厂",
    "悦来酒店",
    "中心医院后勤部",
    "百姓大药房",
];
const REMARKS: [&str; 5] = [
    "老用户，沟通时请耐心",
    "方便联系时间：晚上六点以后",
    "物业联系人",
    "听力不好，请大声一些",
    "偏好短信通知",
];

/// Somebody who calls.
pub struct Customer {
    pub id: ContactId,
    pub name: String,
    pub surname: &'static str,
    pub phone: String,
    pub company: Option<&'static str>,
    pub address: Option<String>,
    pub remark: Option<&'static str>,
    pub added_at: Time,
    pub added_by: Who,
}

/// Several hundred of them. The middle of each number is masked, so that it is nobody's.
pub fn make(random: &mut Random, team: &Team, since: Time) -> Vec<Customer> {
    (0..COUNT).map(|place| one(random, team, since.plus_seconds(3600 + 90 * place as i64))).collect()
}

fn one(random: &mut Random, team: &Team, added_at: Time) -> Customer {
    let name = names::name(random);
    let phone = format!("{}****{:04}", random.pick(&PREFIXES), random.below(10_000));
    let address = Gaps::new(random, name.surname).fill("{room}", random);
    Customer {
        id: ContactId(random.id(added_at)),
        name: name.written,
        surname: name.surname,
        phone,
        company: Some(*random.pick(&COMPANIES)).filter(|_| random.chance(12)),
        address: Some(address).filter(|_| random.chance(85)),
        remark: Some(*random.pick(&REMARKS)).filter(|_| random.chance(10)),
        added_at,
        added_by: team.agent(random).who.clone(),
    }
}
