import HosoLedger
internal import HosoWords

/// What became of files that people named.
enum FileWords {
  static func sentence(_ fault: FileFault) -> String {
    let (path, reason) = (fault.path, say(SystemWords.said(fault.code)))
    return switch fault.operation {
    case .makeFolder:
      say("Không tạo được thư mục \(path): \(reason).", "Cannot make \(path): \(reason).")
    case .open: say("Không mở được \(path): \(reason).", "Cannot open \(path): \(reason).")
    case .lock: say("Không khoá được \(path): \(reason).", "Cannot lock \(path): \(reason).")
    case .protect:
      say("Không đặt được quyền cho \(path): \(reason).", "Cannot protect \(path): \(reason).")
    case .read: say("Không đọc được \(path): \(reason).", "Cannot read \(path): \(reason).")
    case .write: say("Không ghi được \(path): \(reason).", "Cannot write \(path): \(reason).")
    case .replace: say("Không thay được \(path): \(reason).", "Cannot replace \(path): \(reason).")
    }
  }

  static func tooLarge(_ path: String) -> String {
    say("\(path) quá lớn.", "\(path) is too large.")
  }
}
