/// What stands around the operations.
enum OpenAPIFrame {
  static let info = #"""
    {
      "title": "hoso",
      "version": "1",
      "summary": "The ledger of administrative dossiers on the move.",
      "x-summary-vi": "Sổ cái hồ sơ hành chính chuyển qua bưu điện.",
      "description": "Scans, timelines, callbacks, webhooks and figures of the public-utility \#
    postal service. Every error is application/problem+json (RFC 9457) with a stable type; \#
    texts for people are Vietnamese, or English by Accept-Language. Every answer has \#
    X-Request-Id; one that you send is kept if it is made of at most 128 letters, digits, \#
    points, hyphens and underscores. Times have an offset and are answered in Vietnam time \#
    (+07:00). What a key may not see is answered exactly as what does not exist.",
      "x-description-vi": "Quét mã, tra cứu, callback, webhook và số liệu của dịch vụ bưu \#
    chính công ích. Mọi lỗi là application/problem+json (RFC 9457) với type không đổi; câu \#
    chữ là tiếng Việt, hoặc tiếng Anh nếu gửi Accept-Language: en. Mọi câu trả lời có \#
    X-Request-Id; mã của bạn được giữ lại nếu chỉ gồm tối đa 128 chữ, số, dấu chấm, gạch nối \#
    và gạch dưới. Thời điểm phải có múi giờ; trả lời theo giờ Việt Nam (+07:00). Điều khoá \#
    không được xem được trả lời y như điều không có.",
      "license": {"name": "Apache 2.0", "identifier": "Apache-2.0"}
    }
    """#

  static let tags = #"""
    [
      {
        "name": "scans",
        "description": "Scans of post offices",
        "x-description-vi": "Quét mã tại bưu cục"
      },
      {
        "name": "dossiers",
        "description": "Dossiers and their timelines",
        "x-description-vi": "Hồ sơ và quá trình"
      },
      {
        "name": "callbacks",
        "description": "What agencies tell the post",
        "x-description-vi": "Cơ quan báo cho bưu điện"
      },
      {
        "name": "events",
        "description": "The feed of events, for pulling",
        "x-description-vi": "Dòng sự kiện để kéo về"
      },
      {
        "name": "endpoints",
        "description": "Webhooks: where events are pushed to",
        "x-description-vi": "Webhook: nơi nhận sự kiện"
      },
      {
        "name": "figures",
        "description": "Figures, exports and what is behind them",
        "x-description-vi": "Số liệu, tệp xuất và nguồn của chúng"
      },
      {
        "name": "access",
        "description": "Keys and the audit",
        "x-description-vi": "Khoá truy cập và nhật ký"
      },
      {
        "name": "tracking",
        "description": "Pages for citizens",
        "x-description-vi": "Trang cho người dân"
      },
      {
        "name": "console",
        "description": "Pages for agencies: endpoints and deliveries",
        "x-description-vi": "Trang cho cơ quan: điểm nhận và các lần gửi"
      },
      {"name": "service", "description": "The server itself", "x-description-vi": "Máy chủ"}
    ]
    """#

  static let securitySchemes = #"""
    {
      "bearer": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "hoso_<kind>_<32 letters and digits>",
        "description": "A key made by an administrator. It has scopes, and reaches \#
    everything, a province, a post office, or an agency and those below it.",
        "x-description-vi": "Khoá do người quản trị cấp, kèm quyền và phạm vi: tất cả, một \#
    tỉnh, một bưu cục, hoặc một cơ quan và cấp dưới."
      },
      "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": "hoso_console",
        "description": "A session of the console, begun by showing a key there.",
        "x-description-vi": "Phiên làm việc của trang kết nối, mở bằng cách đưa khoá."
      },
      "webhookSignature": {
        "type": "apiKey",
        "in": "header",
        "name": "webhook-signature",
        "description": "Standard Webhooks 1.0.0: webhook-id, webhook-timestamp and \#
    webhook-signature, made with the agency's callback secret (v1) or its own key (v1a). The \#
    query parameter agency names the agency.",
        "x-description-vi": "Standard Webhooks 1.0.0: webhook-id, webhook-timestamp và \#
    webhook-signature, ký bằng bí mật callback của cơ quan (v1) hoặc khoá riêng (v1a). Tham \#
    số agency nêu cơ quan."
      },
      "messageSignature": {
        "type": "apiKey",
        "in": "header",
        "name": "signature-input",
        "description": "HTTP Message Signatures (RFC 9421) with tag=\"hoso-callback\", keyid, \#
    created and nonce, over @method, @authority, @path, @query, content-type and content-digest.",
        "x-description-vi": "HTTP Message Signatures (RFC 9421) với tag=\"hoso-callback\", \#
    keyid, created và nonce, ký @method, @authority, @path, @query, content-type và \#
    content-digest."
      },
      "contentDigest": {
        "type": "apiKey",
        "in": "header",
        "name": "content-digest",
        "description": "The body's SHA-256 or SHA-512 (RFC 9530), covered by the signature.",
        "x-description-vi": "SHA-256 hoặc SHA-512 của nội dung (RFC 9530), nằm trong phần \#
    được ký."
      }
    }
    """#
}
