public import HosoDomain
public import HosoState

/// Why a key that asks hoso cannot be made, changed or ended as asked.
public enum AccessWords {
  public static func said(_ fault: AccessFault) -> Said {
    switch fault {
    case .unknown: Said("Không có khoá này.", "There is no such key.")
    case .changed(let revision):
      Said(
        "Có người vừa sửa (bản \(revision)). Xem lại rồi làm tiếp.",
        "Somebody changed it (revision \(revision)). Look again, then go on.")
    case .ended:
      Said(
        "Khoá này đã hết hạn, bị thu hồi hoặc đã được thay.",
        "This key has ended, was revoked, or was replaced.")
    case .tooMany(let max):
      Said(
        "Đã có \(max) khoá cùng hiệu lực. Thu hồi bớt rồi làm lại.",
        "\(max) keys are good at once already. Revoke some, then do it again.")
    case .field(let field): said(field)
    }
  }

  private static func said(_ field: AccessFault.Field) -> Said {
    switch field {
    case .name:
      Said(
        "Tên khoá dài 1 đến \(AccessKey.nameLengthMax) ký tự, không có ký tự điều khiển.",
        "A key's name has 1 to \(AccessKey.nameLengthMax) characters, no control characters.")
    case .reach:
      Said(
        "agency cần một cơ quan, office một bưu cục; planner có thể có một tỉnh; administrator "
          + "không có gì.",
        "agency needs an agency, office an office; planner may have a province; administrator none."
      )
    case .sources:
      Said(
        "Chỉ khoá office có thêm bưu cục và nguồn, mỗi thứ nhiều nhất "
          + "\(WritingGrant.valuesMax); không cấp được hub-…, agency/… và key_….",
        "Only keys of offices have further offices and sources, at most "
          + "\(WritingGrant.valuesMax) of each; hub-…, agency/… and key_… are not to be given.")
    case .scopes:
      Said("Loại khoá này không có quyền ấy.", "Keys of this kind have no such scope.")
    case .expiresAt: Said("Phải sau lúc này.", "Has to be later than now.")
    case .overlap: overlap
    }
  }

  /// How long a key and the one that replaces it may both be good.
  static let overlap = Said("Từ 0 đến 7 ngày.", "From 0 to 7 days.")
}
