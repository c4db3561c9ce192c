internal import HosoDomain

/// The headings of the reference page.
enum ReferenceWords {
  static let contents = Said("Mục lục", "Contents")
  static let schemas = Said("Kiểu dữ liệu", "Schemas")
  static let parameters = Said("Tham số", "Parameters")
  static let body = Said("Nội dung gửi", "Request body")
  static let answers = Said("Trả lời", "Answers")
  static let curl = Said("Bằng curl", "With curl")
  static let example = Said("Ví dụ", "Example")
  static let answerExample = Said("Ví dụ trả lời", "An answer")
  static let required = Said("bắt buộc", "required")
  static let open = Said("Không cần khoá.", "No key needed.")
  static let keyOrSignature = Said(
    "Cần khoá có quyền callback, hoặc chữ ký của cơ quan.",
    "Needs a key with the scope callback, or the agency's signature.")
  static let key = Said("Cần khoá có quyền", "Needs a key with the scope")

  enum Column {
    case name
    case place
    case type
    case meaning
    case status
  }

  static func column(_ column: Column) -> Said {
    switch column {
    case .name: Said("Tên", "Name")
    case .place: Said("Ở đâu", "Where")
    case .type: Said("Kiểu", "Type")
    case .meaning: Said("Ý nghĩa", "Meaning")
    case .status: Said("Mã", "Status")
    }
  }
}

/// What the reference page adds to the look of all pages.
enum ReferenceStyle {
  static let sheet = """
    .top div,main{max-width:64rem}
    main h2{font-size:1.35rem;color:var(--ink);margin:2.25rem 0 .75rem}
    h3{margin:0;font-size:1.0625rem;overflow-wrap:anywhere}
    td code,th code{overflow-wrap:normal}
    h3 b,.contents b{color:var(--brand)}
    h4{margin:1.1rem 0 .35rem}
    main,section,figure,li{min-width:0;overflow-wrap:anywhere}
    code,pre{font:.9375em/1.5 ui-monospace,Menlo,Consolas,"Liberation Mono",monospace}
    pre{background:var(--bg);border:1px solid var(--line);border-radius:8px;padding:.75rem;
    overflow:auto;margin:.25rem 0 .75rem}
    figure{margin:0}
    figcaption{color:var(--soft)}
    .wide{overflow-x:auto}
    table{border-collapse:collapse;width:100%;font-size:.9375rem}
    th,td{text-align:left;vertical-align:top;padding:.4rem .6rem .4rem 0;
    border-bottom:1px solid var(--line)}
    thead th{color:var(--soft);font-weight:600}
    .contents ul{padding-left:1.1rem;margin:.25rem 0 .5rem}
    .contents li{margin:.15rem 0}
    .contents a{text-decoration:none}
    .operation:target{border-color:var(--brand)}
    @media print{.operation{break-inside:auto}pre{white-space:pre-wrap}}
    """
}
