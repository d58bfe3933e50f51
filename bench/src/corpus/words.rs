//! What people write to a service centre. Titles, contents and replies are put together from pieces, so that a search
//! finds common words, rare ones and none.

use crate::random::Random;

const PLACES: [&str; 24] = [
    "锦绣花园",
    "滨江一号",
    "铁路新村",
    "阳光水岸",
    "金色家园",
    "银杏苑",
    "翠湖山庄",
    "东方明珠",
    "和平里",
    "建设路",
    "解放大街",
    "科技园",
    "人民医院",
    "实验小学",
    "老城区",
    "开发区",
    "火车站",
    "万达广场",
    "桃源小区",
    "梧桐雅居",
    "南湖公寓",
    "北苑家属院",
    "西山别墅",
    "中心市场",
];
const MATTERS: [&str; 24] = [
    "突然停水",
    "水压不足",
    "水管爆裂",
    "水表空转",
    "水质发黄",
    "用户申请过户",
    "预约更换水表",
    "电费账单有误",
    "燃气异味",
    "宽带频繁掉线",
    "物流三天未更新",
    "商品破损要求换货",
    "七天无理由退货",
    "发票抬头开错",
    "优惠券无法使用",
    "账号无法登录",
    "打印机卡纸",
    "办公系统打开很慢",
    "邮箱收不到验证码",
    "投诉服务态度",
    "投诉抄表员估抄",
    "咨询阶梯价格",
    "井盖丢失",
    "路灯不亮",
];
const OPENINGS: [&str; 8] = [
    "用户来电反映",
    "用户通过公众号反映",
    "物业代为报修",
    "社区网格员转来",
    "用户第二次来电",
    "热线夜间值班受理",
    "营业厅现场受理",
    "上级部门转办",
];
const DETAILS: [&str; 12] = [
    "家中有老人和小孩，希望尽快处理。",
    "用户要求上门前先电话联系。",
    "附近有幼儿园，请优先安排。",
    "已请用户留意公众号上的停水公告。",
    "现场照片已上传，请核对。",
    "物业可以配合开门，联系人在值班室。",
    "用户情绪激动，请耐心沟通并做好解释工作。",
    "该地址上个月报过同样的问题，请查明原因后一并处理。",
    "用户白天上班，只有晚上六点以后和周末方便。",
    "请核实户号和账单，必要时现场复核读数。",
    "涉及多户居民，如需停水施工请提前二十四小时张贴通知。",
    "用户表示如果本周内没有答复将向监管部门投诉。",
];
const REPLIES: [&str; 10] = [
    "抢修人员已出发，预计四十分钟内到场，到场后会先与您电话联系。",
    "已核实账单，差额将在下个计费周期内退回您的账户。",
    "单元总阀被装修人员误关，现已打开，用户家中水压正常。",
    "换货申请已通过，新的包裹将在四十八小时内发出，请留意短信。",
    "系统已恢复，请清除浏览器缓存后重新登录再试。",
    "已安排专人回访，并对相关人员进行了批评教育。",
    "配件缺货，预计三个工作日到库，到货后优先为您安排。",
    "现场检查未发现异常，建议继续观察，如再出现请直接回复本工单。",
    "您的资料已审核通过，过户手续已办理完毕。",
    "经排查是楼道接头老化，已更换并试压合格。",
];
const SURNAMES: [&str; 20] = [
    "王", "李", "张", "刘", "陈", "杨", "黄", "赵", "周", "吴", "徐", "孙", "马", "朱", "胡", "郭", "何",
    "林", "罗", "梁",
];
const GIVEN: [&str; 24] = [
    "伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛", "明", "超",
    "秀兰", "桂英", "志强", "海燕", "建国", "晓东", "婷婷",
];

/// Names of ticket types, most of them beside those that every desk begins with.
pub const TYPES: [&str; 6] = ["退换货", "物流查询", "电脑与网络", "抢修", "抄表", "营销活动"];
/// Names of departments.
pub const DEPARTMENTS: [&str; 6] = ["客服一部", "客服二部", "抢修中心", "营业厅", "信息中心", "售后部"];

/// A person's name.
pub fn name(random: &mut Random) -> String {
    format!("{}{}", random.pick(&SURNAMES), random.pick(&GIVEN))
}

/// A telephone number whose middle is masked.
pub fn phone(random: &mut Random) -> String {
    format!("13{}****{:04}", random.below(10), random.below(10_000))
}

/// A place within the town.
pub fn place(random: &mut Random) -> String {
    format!("{}{}栋{}室", random.pick(&PLACES), 1 + random.below(30), 101 + random.below(2400))
}

/// 工单标题.
pub fn title(random: &mut Random) -> String {
    format!("{}{}", place(random), random.pick(&MATTERS))
}

/// 工单内容, as HTML.
pub fn content(random: &mut Random, title: &str) -> String {
    let (opening, first, second) = (random.pick(&OPENINGS), random.pick(&DETAILS), random.pick(&DETAILS));
    let account = 1_000_000 + random.below(9_000_000);
    format!("<p>{opening}，{title}，户号{account}。</p><p>{first}{second}</p>")
}

/// 回复内容, as HTML.
pub fn reply(random: &mut Random) -> String {
    format!("<p>{}{}</p>", random.pick(&REPLIES), random.pick(&DETAILS))
}

/// What is searched for: a word in every 24th title, a place in every 24th, two of them, a rare number, nothing.
pub fn searched(random: &mut Random) -> String {
    match random.below(5) {
        0 => ["停水", "过户", "换货", "燃气", "宽带"][random.below(5)].to_owned(),
        1 => PLACES[random.below(PLACES.len())].to_owned(),
        2 => MATTERS[random.below(MATTERS.len())].to_owned(),
        3 => format!("{}室", 101 + random.below(2400)),
        _ => "鲲鹏".to_owned(),
    }
}
