//! A project folder with a year of exports, and what can be asked of it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::support::cchc;

pub type Tree = BTreeMap<String, Vec<u8>>;

const HEADER: &str = "Mã hồ sơ;Tên thủ tục;Đơn vị giải quyết;Hình thức nộp;Ngày tiếp nhận;Ngày hẹn trả;Ngày kết thúc xử lý;Trạng thái\n";
const UNITS: [&str; 3] = ["Xã An Bình", "Xã Đông Hải", "Xã Yên Phú"];
const PROCEDURES: [&str; 2] = ["Đăng ký khai sinh", "Chứng thực bản sao"];
const CHANNELS: [&str; 2] = ["Trực tuyến", "Trực tiếp"];

/// The project file of the tests: reports in two formats, which take no time.
pub const SETTINGS: &str = r#"
[inputs]
paths = ["xuat"]
[report]
folder = "bao-cao/{period}"
formats = ["md", "json"]
[archive]
folder = "luu-tru"
"#;

/// A folder with `cchc.toml` and the exports of 2024.
pub struct Office {
    pub home: tempfile::TempDir,
}

impl Office {
    pub fn new() -> Self {
        let office = Self { home: tempfile::tempdir().expect("a folder") };
        std::fs::create_dir(office.path("xuat")).expect("made");
        std::fs::write(office.path("cchc.toml"), SETTINGS).expect("written");
        office.write_key(&format!("cchc-key-1 {}\n", "5a".repeat(32)));
        for month in 1..=12 {
            office.write_month(month, &rows(month));
        }
        office
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// A key that is known: the same months have the same bytes in two offices only under one key.
    pub fn write_key(&self, text: &str) {
        let path = self.path("cchc.key");
        std::fs::write(&path, text).expect("written");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let own = std::fs::Permissions::from_mode(0o600);
            std::fs::set_permissions(path, own).expect("set");
        }
    }

    pub fn write_month(&self, month: u32, rows: &[String]) {
        let text = format!("{HEADER}{}", rows.concat());
        std::fs::write(self.path(&format!("xuat/thang-{month:02}.csv")), text).expect("written");
    }

    /// The program in the folder of the project.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = cchc(arguments);
        command.current_dir(self.home.path());
        command
    }

    pub fn output(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("runs")
    }

    /// What it said on standard error, its exit code checked.
    #[track_caller]
    pub fn talk(&self, arguments: &[&str], code: i32) -> String {
        let output = self.output(arguments);
        let talk = String::from_utf8(output.stderr).expect("UTF-8");
        assert_eq!(output.status.code(), Some(code), "{arguments:?}\n{talk}");
        talk
    }

    #[track_caller]
    pub fn answer(&self, arguments: &[&str], code: i32) -> String {
        let output = self.output(arguments);
        let talk = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}\n{talk}");
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    #[track_caller]
    pub fn json(&self, arguments: &[&str], code: i32) -> serde_json::Value {
        serde_json::from_str(&self.answer(arguments, code)).expect("JSON")
    }

    /// A JSON file of the project.
    pub fn record(&self, name: &str) -> serde_json::Value {
        let text = std::fs::read(self.path(name)).expect("there");
        serde_json::from_slice(&text).expect("JSON")
    }

    /// Every file of the archive and of the reports.
    pub fn written(&self) -> Tree {
        let mut all = Tree::new();
        for folder in ["luu-tru", "bao-cao"] {
            let files = tree(&self.path(folder)).into_iter();
            all.extend(files.map(|(name, bytes)| (format!("{folder}/{name}"), bytes)));
        }
        all.remove("luu-tru/.cchc.lock");
        all
    }
}

/// Ten dossiers of a month; some are late, and some are open until the month after.
pub fn rows(month: u32) -> Vec<String> {
    (0..10).map(|number| row(month, number)).collect()
}

/// One dossier: received on day 2, 4, …, due five days later, closed by its number.
fn row(month: u32, number: usize) -> String {
    let received = 2 + 2 * number;
    let due = received + 5;
    // Of ten, six are early, two on the day, one late, one stays open.
    let closed = match number {
        0..=5 => Some(due - 1),
        6 | 7 => Some(due),
        8 => Some(due + 3),
        _ => None,
    };
    let day = |day: usize| format!("{day:02}/{month:02}/2024");
    let (closed, status) = match closed {
        Some(closed) => (day(closed), "Đã trả kết quả"),
        None => (String::new(), "Đang xử lý"),
    };
    let [procedure, channel] = [PROCEDURES[number % 2], CHANNELS[number % 2]];
    let unit = UNITS[number % 3];
    let [received, due] = [day(received), day(due)];
    format!(
        "H-{month:02}-{number};{procedure};{unit};{channel};{received};{due};{closed};{status}\n"
    )
}

pub fn tree(folder: &Path) -> Tree {
    let entries = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    let files = entries.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let name = entry.path().strip_prefix(folder).expect("below").display().to_string();
            (name, std::fs::read(entry.path()).expect("readable"))
        })
        .collect()
}
