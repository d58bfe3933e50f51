//! What is filled into the gaps of a text.

use crate::demo::random::Random;

const ESTATES: [&str; 24] = [
    "锦绣花园",
    "翠湖名苑",
    "东方新城",
    "金色家园",
    "阳光水岸",
    "幸福里",
    "学府佳苑",
    "玉兰小区",
    "滨江一号",
    "紫荆公寓",
    "南苑新村",
    "和平里",
    "枫林绿洲",
    "碧水湾",
    "凤凰城",
    "康乐小区",
    "育才家属院",
    "铁路新村",
    "银杏苑",
    "望江花园",
    "丽景华庭",
    "中山雅居",
    "梅园小区",
    "春江花月",
];
const ROADS: [&str; 16] = [
    "人民路",
    "解放大道",
    "建设北路",
    "中山东路",
    "滨河路",
    "文化街",
    "长江路",
    "学院路",
    "和平街",
    "青年大街",
    "迎宾大道",
    "新华路",
    "胜利南街",
    "工业一路",
    "朝阳街",
    "劳动路",
];
const TIMES: [&str; 10] = [
    "今天早上",
    "昨晚八点左右",
    "昨天下午",
    "凌晨两点多",
    "今天中午",
    "今天上午",
    "上周五",
    "刚才",
    "一大早",
    "前天晚上",
];
const GOODS: [&str; 16] = [
    "前置过滤器",
    "净水器滤芯",
    "恒温花洒",
    "电热水壶",
    "无线吸尘器",
    "空气炸锅",
    "蓝牙耳机",
    "智能门锁",
    "儿童书桌",
    "保温杯套装",
    "破壁机",
    "羽绒被",
    "运动鞋",
    "加湿器",
    "台灯",
    "挂烫机",
];
const DEVICES: [&str; 10] = [
    "办公电脑",
    "三楼打印机",
    "笔记本电脑",
    "会议室投影仪",
    "坐席耳麦",
    "抄表手持终端",
    "复印一体机",
    "营业厅叫号机",
    "显示器",
    "自助缴费机",
];
const APPS: [&str; 8] =
    ["营业收费系统", "OA 办公系统", "企业邮箱", "工单系统", "VPN", "财务软件", "抄表系统", "内部网盘"];
const CARRIERS: [&str; 5] = ["顺丰", "中通", "圆通", "京东物流", "邮政"];

/// The particulars of one ticket, the same in all its texts.
pub struct Gaps(Vec<(&'static str, String)>);

impl Gaps {
    /// Particulars for a customer of that family name.
    pub fn new(random: &mut Random, surname: &str) -> Self {
        let estate = *random.pick(&ESTATES);
        let road = *random.pick(&ROADS);
        let (building, unit) = (random.between(1, 29), random.between(1, 5));
        let (floor, room) = (random.between(1, 32), random.between(1, 5));
        let amount = format!("{}.{}0", random.between(38, 960), random.below(10));
        let order = format!("{}{:06}", random.between(1000, 9999), random.below(1_000_000));
        Self(vec![
            ("{estate}", estate.to_owned()),
            ("{place}", format!("{estate}{building}栋{unit}单元")),
            ("{room}", format!("{estate}{building}栋{floor}0{room}室")),
            ("{road}", road.to_owned()),
            ("{spot}", format!("{road}{}号", random.between(2, 388))),
            ("{person}", format!("{surname}{}", random.pick(&["先生", "女士"]))),
            ("{amount}", amount),
            ("{order}", order),
            ("{meter}", format!("{:08}", random.below(100_000_000))),
            ("{goods}", (*random.pick(&GOODS)).to_owned()),
            ("{device}", (*random.pick(&DEVICES)).to_owned()),
            ("{app}", (*random.pick(&APPS)).to_owned()),
            ("{carrier}", (*random.pick(&CARRIERS)).to_owned()),
        ])
    }

    /// The text with its gaps filled; the time of day is another each time.
    pub fn fill(&self, text: &str, random: &mut Random) -> String {
        let when = random.pick(&TIMES);
        let text = text.replace("{when}", when).replace("{days}", &random.between(2, 8).to_string());
        self.0.iter().fold(text, |text, (gap, word)| text.replace(gap, word))
    }
}
