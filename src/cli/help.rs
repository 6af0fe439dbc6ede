//! The command description, with its help in Vietnamese or English.
//!
//! English texts are the doc comments in [`super::args`]; the Vietnamese ones stand here by name, and
//! a test sees to it that none is missing. clap's own words in errors stay English.

use clap::{Command, CommandFactory};

use super::args::Cli;
use super::failure::Exit;
use super::guide::Topic;
use crate::words::Lang;

/// The command line, described in a language.
pub fn command(lang: Lang) -> Command {
    let guided = |subcommand: Command| match Topic::about(subcommand.get_name()) {
        Some(topic) => {
            let guide = lang.of("Hướng dẫn", "Guide");
            subcommand.after_help(format!("{guide}: cchc help {}", topic.name(lang)))
        }
        None => subcommand,
    };
    let command = Cli::command().after_help(after_help(lang)).mut_subcommands(guided);
    match lang {
        Lang::En => command,
        Lang::Vi => in_vietnamese(command, true),
    }
}

const TEMPLATE: &str = "{about-with-newline}
Cách dùng: {usage}

{all-args}{after-help}";

fn in_vietnamese(command: Command, is_root: bool) -> Command {
    let name = command.get_name().to_owned();
    let mut command = command
        .help_template(TEMPLATE)
        .next_help_heading("Tùy chọn")
        .subcommand_help_heading("Lệnh")
        .disable_help_flag(true)
        .arg(
            clap::Arg::new("help")
                .short('h')
                .long("help")
                .action(clap::ArgAction::Help)
                .help("In hướng dẫn"),
        )
        .mut_args(|argument| {
            let heading = if argument.is_positional() { "Tham số" } else { "Tùy chọn" };
            let argument = argument.help_heading(heading);
            match argument_text(argument.get_id().as_str()) {
                Some(text) => argument.help(text),
                None => argument,
            }
        })
        .mut_subcommands(|subcommand| in_vietnamese(subcommand, false));
    if is_root {
        command = command.disable_version_flag(true).arg(
            clap::Arg::new("version")
                .short('V')
                .long("version")
                .action(clap::ArgAction::Version)
                .help("In phiên bản")
                .help_heading("Tùy chọn"),
        );
    }
    match command_text(&name) {
        Some(text) => command.about(text),
        None => command,
    }
}

fn command_text(name: &str) -> Option<&'static str> {
    Some(match name {
        "cchc" => "Thống kê cải cách hành chính từ dữ liệu hồ sơ của bộ phận một cửa",
        "stats" => "Bảng số liệu và tỷ lệ theo đơn vị, tháng, thủ tục…",
        "times" => "Thời gian giải quyết, số ngày quá hạn, tuổi hồ sơ: ngày làm việc và ngày lịch",
        "inspect" => "Xem tệp được hiểu thế nào: mã hóa, dòng tiêu đề, cột, ngày, đơn vị",
        "check" => "Phát hiện về dữ liệu, tổng kết mọi dòng đã đọc và dấu hiệu cần xem lại",
        "report" => "Báo cáo để gửi: Excel, Word, trang web, biểu mẫu, tệp cho máy đọc",
        "compare" => {
            "So sánh với kỳ khác: tăng giảm bao nhiêu điểm, do kết quả hay do cơ cấu hồ sơ"
        }
        "series" => "Chuỗi tỷ lệ qua các tháng, quý, năm, nêu rõ chỗ số liệu không liền mạch",
        "score" => {
            "Chấm điểm theo bộ tiêu chí: điểm và căn cứ, tiêu chí bị trừ điểm, cách lấy lại điểm"
        }
        "targets" => "Kết quả thực hiện chỉ tiêu: tỷ lệ, đánh giá, số chỉ tiêu đạt",
        "ranks" => "Điểm và thứ hạng đã công bố: thay đổi, bình quân, tiêu chí giảm nhiều năm liền",
        "list" => {
            "Danh sách hồ sơ theo đơn vị: quá hạn, sắp đến hạn, tạm dừng…, hoặc đứng sau một con số"
        }
        "init" => "Tệp `cchc.toml` để bắt đầu, mỗi khóa kèm giải thích",
        "run" => "Cả tháng bằng một lệnh, theo tệp cấu hình: đếm, kiểm tra, báo cáo, lưu trữ",
        "verify" => "Đếm lại các tháng đã lưu từ dữ liệu gốc, so đến chữ số cuối",
        "tally" => "Số đếm của một kỳ thành tệp không có hồ sơ: để nộp, lưu và cộng lại",
        "merge" => "Cộng số đếm của nhiều nơi hoặc nhiều tháng",
        "config" => "Cấu hình của cơ quan: đang dùng gì, khai ở đâu, có đúng không",
        "schema" => "JSON Schema của dữ liệu ghi cho phần mềm khác và của các tệp khai báo",
        "calendar" => {
            "Lịch làm việc: ngày nghỉ, làm bù; số ngày giữa hai ngày; đối chiếu dữ liệu lịch"
        }
        "explain" => "Một con số gồm những gì, những hồ sơ nào; một mã phát hiện nghĩa là gì",
        "indicators" => "Mọi chỉ tiêu tính được, hoặc chi tiết một chỉ tiêu",
        "words" => "Mọi từ ngữ lưu thành dữ liệu, bằng hai thứ tiếng, để rà soát câu chữ",
        "help" => "Hướng dẫn sử dụng: một trang theo việc cần làm, hoặc cách dùng một lệnh",
        "completions" => "Tập lệnh gợi ý lệnh cho shell",
        "man" => "Trang hướng dẫn (man) của cả chương trình hoặc của một lệnh",
        _ => return None,
    })
}

fn argument_text(id: &str) -> Option<&'static str> {
    Some(match id {
        "paths" => {
            "Tệp, thư mục, tên dùng dấu * đặt trong dấu nháy: CSV, XLSX, XLS, ODS, HTML, kể cả nén `.gz`, `.zip`; `-` là đầu vào chuẩn"
        }
        "words_kind" => {
            "Chỉ một loại từ ngữ: `findings` (phát hiện), `signals` (dấu hiệu), `figures` (số liệu), `labels` (bảng), `options` (tùy chọn), `forms` (biểu mẫu), `indices` (bộ tiêu chí), `templates` (lời văn)"
        }
        "by" => "Chia bảng theo gì, cách nhau bằng dấu phẩy",
        "with" => {
            "So với gì, cách nhau bằng dấu phẩy: `previous` (kỳ trước), `last-year` (cùng kỳ năm trước), `ytd` (lũy kế từ đầu năm), hoặc một kỳ"
        }
        "indicators" => "Tỷ lệ cần xem từng dòng, từng thủ tục, cách nhau bằng dấu phẩy",
        "procedures_named" => "Nêu từng ấy thủ tục ảnh hưởng nhiều nhất",
        "months" => "Thư mục lưu các tháng, tệp số đếm hoặc dữ liệu hồ sơ",
        "series_indicators" => "Những tỷ lệ nào, cách nhau bằng dấu phẩy",
        "every" => "Độ dài mỗi bước; các tháng liền nhau thì cộng được",
        "lines" => "Ngoài tổng số, mỗi đơn vị một dòng",
        "allow_mixed" => {
            "Cho tháng dương lịch và tháng từ ngày 15 đến ngày 14 đứng chung một chuỗi, có đánh dấu"
        }
        "columns" => {
            "Những số liệu cần hiện thay cho các cột thường lệ, cách nhau bằng dấu phẩy: số đếm, chỉ tiêu theo tên ở `cchc indicators`"
        }
        "sort" => "Thứ tự dòng: `group`, một số đếm hoặc một tỷ lệ",
        "descending" => "Lớn nhất trước",
        "top" => "Chỉ hiện N dòng đầu; dòng tổng vẫn tính đủ",
        "due_within" => "Đếm hồ sơ đang giải quyết sẽ đến hạn trong N ngày làm việc",
        "distribution" => "Thêm bảng hồ sơ đã giải quyết theo số ngày làm việc",
        "advice" => {
            "Thêm so sánh ngày hẹn với ngày tính lại từ thời hạn quy định, cam kết; chỉ để tham khảo"
        }
        "profile" => "Tệp TOML ánh xạ cột và giá trị của một hệ thống",
        "policy" => {
            "Dòng có ngày kết thúc trước ngày tiếp nhận: loại (strict), hay giữ (lenient: đóng vào ngày tiếp nhận, sớm hay trễ theo ngày kết thúc đã ghi)"
        }
        "grain" => "So ngày kết thúc với ngày hẹn theo ngày (day) hay theo giờ (time)",
        "units" => {
            "Quy về đơn vị trước (2024) hay từ (2025) ngày 01/7/2025, hoặc theo một ngày cụ thể"
        }
        "roster" => "Danh sách đơn vị phải báo cáo; nêu tên đơn vị chưa có hồ sơ nào",
        "calendar" => {
            "Tệp TOML ghi ngày nghỉ, ngày làm việc riêng của địa phương, bổ sung cho lịch cả nước"
        }
        "calendar_action" => {
            "Việc cần làm: `show` (ngày nghỉ, làm bù), `days` (số ngày giữa hai ngày), `check` (đối chiếu)"
        }
        "values" => "Với `show`: một năm. Với `days`: TỪ và ĐẾN, hoặc TỪ và `+N` ngày làm việc",
        "accept_missing" => {
            "Công bố dù có đơn vị chưa có dữ liệu đến ngày chốt; báo cáo nêu tên các đơn vị này"
        }
        "run_every" => {
            "Chạy lần lượt từng tháng (month) hoặc từng quý (quarter) của kỳ, dừng ở kỳ đầu tiên không công bố được"
        }
        "accept_lost" => {
            "Công bố dù có hồ sơ kỳ trước chuyển sang không còn trong tệp nào, hoặc tệp lũy kế thiếu hồ sơ năm trước; kho lưu trữ ghi lại việc này"
        }
        "fail_on" => "Trả mã 1 khi có phát hiện từ mức này trở lên",
        "period" => {
            "`2024-06`, `2024-Q2`, `2024-H1`, `2024-9M`, `2024`, `2024-01-05..2024-03-20`, `last-month`"
        }
        "period_rule" => "Tháng theo lịch (calendar) hay từ ngày 15 đến ngày 14 (decree)",
        "as_of" => "Ngày chốt để xét đang giải quyết và quá hạn; mặc định: ngày cuối kỳ",
        "filters" => "Chỉ tính hồ sơ thuộc nhóm này; lặp lại được",
        "definition" => "Công thức tỷ lệ đúng hạn",
        "rejects" => "Ghi mọi dòng bị loại kèm lý do ra tệp CSV, chỉ các cột đã ánh xạ",
        "feedback" => {
            "Ghi cho mỗi đơn vị một tệp Excel các dòng cần sửa; lần chạy sau cho biết dòng nào đã sửa"
        }
        "write_profile" => {
            "Ghi tệp ánh xạ đề xuất cho các tệp này để xem lại; không ghi đè tệp đã có"
        }
        "against" => "Đối chiếu từng ô của bảng tổng hợp với dữ liệu hồ sơ này; lặp lại được",
        "across_sets" => {
            "So cả kết quả chấm theo bộ tiêu chí khác nhau; đánh dấu từng thay đổi như vậy"
        }
        "decline_years" => "Nêu lĩnh vực, tiêu chí có điểm giảm từng ấy lần liền, mỗi năm một lần",
        id => return more_argument_text(id),
    })
}

/// The arguments of reports, scores and the commands of an office.
fn more_argument_text(id: &str) -> Option<&'static str> {
    Some(match id {
        "formats" => {
            "Các tệp cần ghi, cách nhau bằng dấu phẩy: `docx`, `xlsx`, `html`, `md`, `csv`, `json`; mặc định: tất cả"
        }
        "force" => "Thay báo cáo hoặc tệp đã có",
        "forms" => "Thêm biểu mẫu, cách nhau bằng dấu phẩy: tên như `06a`, hoặc một tệp TOML",
        "placements" => "Số liệu nào ghi vào cột nào của biểu: `returned=8`; lặp lại được",
        "annex" => "Thêm phụ lục chỉ tiêu của báo cáo cải cách hành chính",
        "each" => "Ngoài báo cáo chung, mỗi đơn vị một bộ báo cáo riêng",
        "template" => {
            "Lời văn của báo cáo Word, có chỗ cho số liệu; `--print-template` in mẫu có sẵn"
        }
        "print_template" => "In mẫu lời văn có sẵn, để sửa thành mẫu riêng",
        "letterhead" => "Tệp TOML ghi tên cơ quan, địa danh, người ký, nơi nhận",
        "satisfaction_target" => {
            "So mức hài lòng với mục tiêu này: `90%`; đạt, không đạt hoặc chưa kết luận được theo khoảng tin cậy"
        }
        "suppress_below" => {
            "Không nêu câu trả lời của đơn vị có ít lượt đánh giá hơn số này trong tháng; mặc định: 10 trong báo cáo, nơi khác 0"
        }
        "index" => "Bộ tiêu chí có sẵn hoặc một tệp TOML, xem `cchc score --list-indices`",
        "declared" => {
            "Tệp số khai: đơn vị, kỳ, tiêu chí, giá trị, tài liệu kiểm chứng; lặp lại được"
        }
        "feedback_log" => "Nhật ký phản ánh, kiến nghị; lặp lại được",
        "ratings_log" => "Nhật ký đánh giá theo hồ sơ; lặp lại được",
        "procedures" => "Danh mục thủ tục hành chính; lặp lại được",
        "level" => "Cấp của toàn bộ dữ liệu; mặc định theo bộ tiêu chí",
        "view" => "Gộp nhóm theo một cách nhìn của bộ tiêu chí, ví dụ `five`",
        "what_if" => {
            "Nếu thay đổi thì được bao nhiêu điểm: `xa-minh-khai.on_time_rate=+2pp`, `3.3=60%`, `2.1=+4`; lặp lại được"
        }
        "outside_validity" => "Chấm cả kỳ ngoài thời gian áp dụng của bộ tiêu chí, và ghi rõ",
        "list_indices" => "Liệt kê các bộ tiêu chí có sẵn",
        "print_index" => "In một bộ tiêu chí có sẵn, để sửa thành bộ riêng",
        "restate" => "Công bố lại một tháng đã công bố, với lý do này",
        "refresh" => {
            "Không đếm gì; lập lại so sánh của các tháng đã lưu mà tháng được so sánh đã công bố lại: của các kỳ này, hoặc của mọi tháng không còn đúng"
        }
        "rekey" => {
            "Che mã hồ sơ trong kho lưu trữ bằng khóa của cơ quan: các tháng chưa có khóa, và các tháng dùng khóa khác mà dữ liệu gốc còn nguyên"
        }
        "dry_run" => "Làm mọi việc trừ ghi; nêu tên tệp và điều sẽ thay đổi",
        "log_format" => "Thông báo bằng câu chữ (text), hay mỗi dòng một đối tượng JSON (json)",
        "periods" => "Các kỳ đã lưu, ví dụ `2024-06`; bỏ trống: tất cả",
        "tally_file" => "Ghi số đếm ra tệp; tệp cũ giữ nguyên cho đến khi tệp mới ghi xong",
        "tallies" => "Tệp số đếm, hoặc thư mục có `tally.json`",
        "save" => "Ghi kết quả cộng ra một tệp số đếm, có thể cộng tiếp",
        "times" => "Thay số đếm bằng thời gian giải quyết",
        "kept" => "Bảng chia theo",
        "config" => {
            "Tệp cấu hình của cơ quan; mặc định: `cchc.toml` ở thư mục hiện tại hoặc thư mục cha gần nhất"
        }
        "state" => "Hồ sơ ở tình trạng này; `rejected` và `superseded` là các dòng, không theo kỳ",
        "figure" => "Hồ sơ đứng sau một số đếm hoặc chỉ tiêu: `late_rate`",
        "within" => "Với `--state due`: đến hạn trong từng ấy ngày làm việc; mặc định 5",
        "folder" => "Thư mục ghi tệp; mặc định: thư mục hiện tại",
        "inputs" => "Dữ liệu mà mỗi lần chạy sẽ đọc: `xuat/{period}`; lặp lại được",
        "roster_of" => {
            "Ghi danh sách đầy đủ đơn vị của một tỉnh hoặc huyện theo danh mục: `Tỉnh Hưng Yên`"
        }
        "list_day" => {
            "Với `--roster-of`: đơn vị của ngày này, hoặc ngày cuối năm này; mặc định: danh mục mới nhất"
        }
        "roster_from" => "Ghi danh sách đơn vị có trong dữ liệu này, để sửa; lặp lại được",
        "action" => "`show` xem cấu hình, `check` kiểm tra cấu hình và các tệp được nêu trong đó",
        "origin" => "Nêu giá trị nào lấy từ tệp hay biến môi trường nào",
        "name" => "Tên tài liệu; bỏ trống: liệt kê mọi tên",
        "word" => {
            "Mã phát hiện (`C0103`, `bad_date`) hoặc một con số: `late_rate`, `received`; bỏ trống: mọi mã"
        }
        "unit" => "Chỉ xét đơn vị này",
        "dossiers" => "Ghi mọi hồ sơ đứng sau con số ra tệp `.csv` hoặc `.xlsx`",
        "report" => "Tệp Excel của báo cáo, để giải thích ô nêu ở `--cell`",
        "cell" => "Ô của báo cáo kèm trang tính: `Đơn vị!F7`",
        "id" => "Tên một chỉ tiêu: `apology_rate`; bỏ trống: liệt kê tất cả",
        "format" => "Dạng kết quả",
        "output" => "Ghi kết quả ra tệp; tệp cũ giữ nguyên cho đến khi tệp mới ghi xong",
        "lang" => "Ngôn ngữ của bảng và thông báo; mặc định tiếng Việt trừ khi locale khác",
        "color" => "Màu trong bảng",
        "quiet" => "Chỉ in lỗi ra stderr",
        "verbose" => "In thêm một dòng cho mỗi tệp",
        "topic" => {
            "Một trang hướng dẫn như `cach-dem`, hoặc một lệnh như `thong-ke`; bỏ trống: mọi trang và lệnh"
        }
        "command" => "Một lệnh như `stats`; bỏ trống: một trang cho mọi lệnh",
        "shell" => "Tên shell",
        "help" => "In hướng dẫn",
        "version" => "In phiên bản",
        _ => return None,
    })
}

fn after_help(lang: Lang) -> String {
    let examples = lang.of(
        "Ví dụ:
  cchc thu-muc-xuat                              tổng quan
  cchc stats thu-muc-xuat --by district,month    số liệu theo huyện và tháng
  cchc help                                      hướng dẫn, từng việc một trang",
        "Examples:
  cchc exports                             overview
  cchc stats exports --by district,month   figures by district and month
  cchc help                                the guide, a page for each task",
    );
    let codes = Exit::ALL.map(|code| format!("{} {}", code as u8, code.in_short(lang)));
    let codes = codes.join(" · ");
    format!("{examples}\n\n{}: {codes}", lang.of("Mã thoát", "Exit codes"))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::{argument_text, command, command_text};
    use crate::cli::args::Cli;
    use crate::words::Lang;

    #[test]
    fn the_command_description_is_consistent_in_both_languages() {
        command(Lang::Vi).debug_assert();
        command(Lang::En).debug_assert();
    }

    #[test]
    fn everything_that_can_be_typed_has_a_vietnamese_text() {
        fn walk(command: &clap::Command) {
            assert!(command_text(command.get_name()).is_some(), "{}", command.get_name());
            for argument in command.get_arguments() {
                let id = argument.get_id().as_str();
                assert!(argument_text(id).is_some(), "{} {id}", command.get_name());
            }
            command.get_subcommands().for_each(walk);
        }
        walk(&Cli::command());
    }
}
