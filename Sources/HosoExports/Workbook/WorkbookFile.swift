internal import CXLSXWriter
internal import Glibc

/// A workbook in the making, held in memory; its bytes are the same for the same cells.
///
/// Belongs to one thread. Cells are given by row and column, both from 0.
final class WorkbookFile {
  static let fontName = "Times New Roman"

  private let book: UnsafeMutablePointer<lxw_workbook>
  private let descriptor: Int32
  private var formats: [CellStyle: UnsafeMutablePointer<lxw_format>] = [:]
  private var isClosed = false
  /// What the library first said was wrong.
  private(set) var failure = LXW_NO_ERROR

  /// - Parameters:
  ///   - comments: What readers of its properties are told.
  ///   - createdSeconds: Since 1970; stands in it as when it was made.
  init(title: String, comments: String, createdSeconds: Int64) throws(ExportFault) {
    descriptor = hoso_memory_file()
    guard descriptor >= 0 else { throw .workbook(code: errno) }
    guard let book = workbook_new("/proc/self/fd/\(descriptor)") else {
      close(descriptor)
      throw .workbook(code: ENOMEM)
    }
    self.book = book
    note(hoso_workbook_describe(book, title, comments, createdSeconds))
  }

  deinit {
    if !isClosed { lxw_workbook_free(book) }
    close(descriptor)
  }

  func note(_ error: lxw_error) {
    if failure == LXW_NO_ERROR { failure = error }
  }

  /// - Parameter name: Up to 31 characters.
  func sheet(_ name: String) throws(ExportFault) -> Sheet {
    guard let sheet = workbook_add_worksheet(book, name) else {
      throw .workbook(code: Int32(bitPattern: LXW_ERROR_SHEETNAME_ALREADY_USED.rawValue))
    }
    return Sheet(name: name, file: self, sheet: sheet)
  }

  func chart(_ kind: lxw_chart_type) throws(ExportFault) -> UnsafeMutablePointer<lxw_chart> {
    guard let chart = workbook_add_chart(book, UInt8(kind.rawValue)) else {
      throw .workbook(code: ENOMEM)
    }
    return chart
  }

  func format(_ style: CellStyle) -> UnsafeMutablePointer<lxw_format>? {
    if let known = formats[style] { return known }
    guard let format = workbook_add_format(book) else { return nil }
    format_set_font_name(format, WorkbookFile.fontName)
    format_set_font_size(format, Double(style.size))
    format_set_num_format(format, style.number.code)
    if style.isBold { format_set_bold(format) }
    if style.isItalic { format_set_italic(format) }
    if style.isLink { format_set_underline(format, UInt8(LXW_UNDERLINE_SINGLE.rawValue)) }
    if style.hasBorder { format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue)) }
    if style.wraps { format_set_text_wrap(format) }
    let horizontal =
      switch style.alignment {
      case .left: LXW_ALIGN_LEFT
      case .center: LXW_ALIGN_CENTER
      case .right: LXW_ALIGN_RIGHT
      }
    format_set_align(format, UInt8(horizontal.rawValue))
    format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
    formats[style] = format
    return format
  }

  /// Closes the workbook and hands over its bytes.
  func bytes() throws(ExportFault) -> [UInt8] {
    isClosed = true
    note(workbook_close(book))
    guard failure == LXW_NO_ERROR else {
      throw .workbook(code: Int32(bitPattern: failure.rawValue))
    }
    let size = lseek(descriptor, 0, SEEK_END)
    guard size >= 0 else { throw .workbook(code: errno) }
    var bytes = [UInt8](repeating: 0, count: Int(size))
    var done = 0
    while done < bytes.count {  // Bounded by the bytes: nothing read ends it.
      let count = bytes.withUnsafeMutableBytes { buffer in
        pread(descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done, off_t(done))
      }
      guard count > 0 else { throw .workbook(code: errno) }
      done += count
    }
    return bytes
  }
}
