extension OpenAPIPart {
  /// The errors that are told alike everywhere.
  static let problems = OpenAPIPart(
    json: #"""
      {
        "responses": {
          "Problem400": {
            "description": "The request, a parameter or the body cannot be read.",
            "x-description-vi": "Không đọc được yêu cầu, tham số hoặc nội dung.",
            "content": {
              "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
            }
          },
          "Problem401": {
            "description": "No key or signature that holds.",
            "x-description-vi": "Thiếu khoá hoặc chữ ký đúng.",
            "headers": {"WWW-Authenticate": {"$ref": "#/components/headers/WwwAuthenticate"}},
            "content": {
              "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
            }
          },
          "Problem403": {
            "description": "The key lacks the scope.",
            "x-description-vi": "Khoá không có quyền này.",
            "content": {
              "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
            }
          },
          "Problem404": {
            "description": "Not there, or not for this key: both look the same.",
            "x-description-vi": "Không có, hoặc khoá không được xem: trả lời như nhau.",
            "content": {
              "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
            }
          },
          "Problem406": {
            "description": "Not available in a media type that Accept names.",
            "x-description-vi": "Không có dạng nào Accept nêu.",
            "content": {
              "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
            }
          },
          "Problem408": {
            "description": "The body did not arrive in time.",
            "x-description-vi": "Nội dung đến quá chậm.",
            "content": {
              "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
            }
          },
          "Problem409": {
            "description": "In conflict with what is, or with the same request that is being \#
      worked on.",
            "x-description-vi": "Mâu thuẫn với hiện trạng, hoặc chính yêu cầu này đang được xử lý.",
            "content": {
              "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
            }
          },
          "Problem412": {
            "description": "Somebody else changed it since; read it again.",
            "x-description-vi": "Người khác đã sửa; hãy đọc lại.",
            "content": {
              "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
            }
          },
          "Problem413": {
            "description": "The body is too large.",
            "x-description-vi": "Nội dung quá lớn.",
            "content": {
              "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
            }
          },
          "Problem415": {
            "description": "The body is of a type that is not taken here.",
            "x-description-vi": "Không nhận dạng nội dung này.",
            "headers": {"Accept": {"$ref": "#/components/headers/Accept"}},
            "content": {
              "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
            }
          },
          "Problem422": {
            "description": "Well-formed and wrong: errors names each value.",
            "x-description-vi": "Đọc được nhưng sai: errors nêu từng giá trị.",
            "content": {
              "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
            }
          },
          "Problem428": {
            "description": "If-Match is needed.",
            "x-description-vi": "Cần If-Match.",
            "content": {
              "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
            }
          },
          "Problem429": {
            "description": "Too many requests.",
            "x-description-vi": "Quá nhiều yêu cầu.",
            "headers": {"Retry-After": {"$ref": "#/components/headers/RetryAfter"}},
            "content": {
              "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
            }
          },
          "Problem500": {
            "description": "A fault of the server; it was logged.",
            "x-description-vi": "Lỗi của máy chủ; đã ghi nhật ký.",
            "content": {
              "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
            }
          },
          "Problem503": {
            "description": "The ledger is busy, the disk is full, or the server stops. Nothing \#
      was recorded.",
            "x-description-vi": "Sổ cái bận, đĩa đầy hoặc máy chủ đang dừng. Chưa ghi gì.",
            "headers": {"Retry-After": {"$ref": "#/components/headers/RetryAfter"}},
            "content": {
              "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
            }
          },
          "Problemdefault": {
            "description": "Trouble with the transport, such as a target or headers that are \#
      too long.",
            "x-description-vi": "Lỗi ở tầng truyền, như địa chỉ hoặc phần đầu quá dài.",
            "content": {
              "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
            }
          }
        }
      }
      """#)
}
