//! Files set against each other: which of two is the newer, and which lacks a column that the others have.

mod gone;
mod newer;
mod volume;

use std::path::Path;

use serde_json::Value;

use crate::support::run;

/// Files in a folder that is gone when the test ends.
struct Folder(tempfile::TempDir);

impl Folder {
    fn of(files: &[(&str, String)]) -> Self {
        let folder = Self(tempfile::tempdir().expect("a folder"));
        for (name, text) in files {
            folder.write(name, text);
        }
        folder
    }

    /// Writes a file and returns its path as an argument.
    fn write(&self, name: &str, text: impl AsRef<[u8]>) -> String {
        let path = self.0.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(&path, text).expect("written");
        path.to_str().expect("a UTF-8 path").to_owned()
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn argument(&self) -> &str {
        self.path().to_str().expect("a UTF-8 path")
    }

    /// The answer of a command about the folder; a file that is not counted makes it end with code 3.
    fn answer(&self, command: &str, options: &[&str]) -> Value {
        let arguments = [&[command, self.argument(), "--format", "json"], options].concat();
        let output = run(&arguments);
        let talk = String::from_utf8_lossy(&output.stderr);
        serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}\n{talk}"))
    }

    /// The counts that `wanted` names, as it writes them.
    #[track_caller]
    fn assert_counts(&self, options: &[&str], wanted: &str) {
        let total = self.answer("stats", options)["total"]["counts"].clone();
        let count = |pair: &str| {
            let name = pair.split('=').next().unwrap_or_default();
            format!("{name}={}", total[name])
        };
        let found = wanted.split(' ').map(count).collect::<Vec<_>>().join(" ");
        assert_eq!(found, wanted, "{options:?}");
    }

    /// The findings of a code: name of the file, and value.
    fn found(&self, code: &str, options: &[&str]) -> Vec<(String, String)> {
        let checked = self.answer("check", options);
        let all = checked["findings"].as_array().expect("findings").iter();
        let text =
            |finding: &Value, key: &str| finding[key].as_str().unwrap_or_default().to_owned();
        let of_code = all.filter(|finding| finding["code"] == code);
        let name = |path: String| path.rsplit('/').next().unwrap_or_default().to_owned();
        of_code.map(|finding| (name(text(finding, "file")), text(finding, "value"))).collect()
    }
}

const HEADER: &str =
    "Mã hồ sơ,Đơn vị giải quyết,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý,Trạng thái";

/// A log of these dossiers: number, received day of June 2024, finished day or 0.
fn log(dossiers: &[(u32, u32, u32)]) -> String {
    let row = |(number, received, finished): &(u32, u32, u32)| {
        let (day, status) = match finished {
            0 => (String::new(), "Đang xử lý"),
            day => (format!("{day:02}/06/2024"), "Đã trả kết quả"),
        };
        format!(
            "A-{number},UBND xã Ân Thi,{received:02}/06/2024,{:02}/06/2024,{day},{status}\n",
            received + 7
        )
    };
    format!("{HEADER}\n{}", dossiers.iter().map(row).collect::<String>())
}
