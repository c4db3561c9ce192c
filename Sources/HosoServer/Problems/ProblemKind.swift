internal import HTTPTypes
internal import HosoDomain

/// A kind of trouble, with the URI that names it for programs.
///
/// The URIs are part of the contract: one is never changed, or used for something else. They are
/// listed with their meaning in docs/http-api.md.
///
/// Source: RFC 9457, 3.1.1.
struct ProblemKind: Hashable, Sendable {
  /// What every type URI of ours begins with.
  static let base = "https://hoso.vn/problems/"

  let type: String
  let status: HTTPResponse.Status
  let title: Said

  init(_ slug: String, _ status: HTTPResponse.Status, _ title: Said) {
    type = ProblemKind.base + slug
    self.status = status
    self.title = title
  }

  /// A kind that others have named.
  init(type: String, _ status: HTTPResponse.Status, _ title: Said) {
    self.type = type
    self.status = status
    self.title = title
  }

  /// The last part of the URI.
  var slug: String { String(type.split { $0 == "/" || $0 == "#" }.last ?? "") }
}

extension ProblemKind {
  static let malformedRequest = ProblemKind(
    "malformed-request", .badRequest, Said("Yêu cầu không đọc được", "Malformed request"))
  static let malformedBody = ProblemKind(
    "malformed-body", .badRequest, Said("Nội dung không đọc được", "Malformed body"))
  static let badParameter = ProblemKind(
    "bad-parameter", .badRequest, Said("Tham số không đúng", "Bad parameter"))
  static let malformedIdempotencyKey = ProblemKind(
    "malformed-idempotency-key", .badRequest,
    Said("Idempotency-Key không đúng dạng", "Malformed Idempotency-Key"))
  static let unauthenticated = ProblemKind(
    "unauthenticated", .unauthorized, Said("Chưa xác thực", "Not authenticated"))
  static let notAllowed = ProblemKind(
    "not-allowed", .forbidden, Said("Không có quyền", "Not allowed"))
  static let unknown = ProblemKind(
    "unknown", .notFound, Said("Không có", "Not found"))
  static let methodNotAllowed = ProblemKind(
    "method-not-allowed", .methodNotAllowed,
    Said("Phương thức không dùng được ở đây", "Method not allowed"))
  static let notAcceptable = ProblemKind(
    "not-acceptable", .notAcceptable, Said("Không có dạng được yêu cầu", "Not acceptable"))
  static let requestTimeout = ProblemKind(
    "request-timeout", .requestTimeout, Said("Yêu cầu đến quá chậm", "Request timeout"))
  static let inProgress = ProblemKind(
    "in-progress", .conflict, Said("Đang xử lý", "Still in progress"))
  static let conflict = ProblemKind(
    "conflict", .conflict, Said("Mâu thuẫn với trạng thái hiện tại", "Conflict"))
  static let cursorGone = ProblemKind(
    "cursor-gone", .gone, Said("Vị trí không còn nữa", "Cursor gone"))
  static let changedMeanwhile = ProblemKind(
    "changed-meanwhile", .preconditionFailed, Said("Đã bị thay đổi", "Changed meanwhile"))
  static let tooLarge = ProblemKind(
    "too-large", .contentTooLarge, Said("Nội dung quá lớn", "Content too large"))
  static let targetTooLong = ProblemKind(
    "target-too-long", .uriTooLong, Said("Địa chỉ quá dài", "URI too long"))
  static let unsupportedMediaType = ProblemKind(
    "unsupported-media-type", .unsupportedMediaType,
    Said("Không hiểu dạng nội dung", "Unsupported media type"))
  static let unprocessable = ProblemKind(
    "unprocessable", .unprocessableContent, Said("Nội dung không hợp lệ", "Unprocessable content"))
  static let wrongCheckDigit = ProblemKind(
    "wrong-check-digit", .unprocessableContent, Said("Sai số kiểm tra", "Wrong check digit"))
  static let notACode = ProblemKind(
    "not-a-code", .unprocessableContent, Said("Không phải mã", "Not a code"))
  static let otherRequest = ProblemKind(
    "idempotency-key-reused", .unprocessableContent,
    Said("Idempotency-Key đã dùng cho yêu cầu khác", "Idempotency-Key already used"))
  static let preconditionRequired = ProblemKind(
    "precondition-required", .preconditionRequired, Said("Cần If-Match", "If-Match required"))
  static let headersTooLarge = ProblemKind(
    "headers-too-large", .requestHeaderFieldsTooLarge,
    Said("Phần đầu yêu cầu quá lớn", "Request header fields too large"))
  static let unexpected = ProblemKind(
    "unexpected", .internalServerError, Said("Lỗi ngoài dự kiến", "Unexpected error"))
  static let busy = ProblemKind(
    "busy", .serviceUnavailable, Said("Sổ cái đang bận", "Ledger busy"))
  static let storageFull = ProblemKind(
    "storage-full", .serviceUnavailable, Said("Hết chỗ lưu", "Storage full"))
  static let clockInDoubt = ProblemKind(
    "clock-in-doubt", .serviceUnavailable, Said("Đồng hồ không đáng tin", "Clock in doubt"))
  static let unavailable = ProblemKind(
    "unavailable", .serviceUnavailable, Said("Tạm không phục vụ", "Unavailable"))

  /// Named by the IETF's draft on rate limits.
  ///
  /// Source: draft-ietf-httpapi-ratelimit-headers, "Problem Types".
  static let quotaExceeded = ProblemKind(
    type: "https://iana.org/assignments/http-problem-types#quota-exceeded", .tooManyRequests,
    Said("Quá nhiều yêu cầu", "Quota exceeded"))
}
