extension OpenAPIPart {
  /// The server itself.
  static let service = OpenAPIPart(
    json: #"""
      {
        "paths": {
          "/healthz": {
            "get": {
              "tags": ["service"],
              "summary": "Whether the server runs",
              "x-summary-vi": "Máy chủ có chạy không",
              "responses": {
                "200": {
                  "description": "It runs.",
                  "x-description-vi": "Đang chạy.",
                  "content": {
                    "application/json": {
                      "schema": {
                        "type": "object",
                        "required": ["status"],
                        "properties": {"status": {"const": "ok"}}
                      },
                      "example": {"status": "ok"}
                    }
                  }
                }
              }
            }
          },
          "/openapi.json": {
            "get": {
              "tags": ["service"],
              "summary": "This document",
              "x-summary-vi": "Tài liệu này",
              "responses": {
                "200": {
                  "description": "OpenAPI 3.1.",
                  "headers": {"ETag": {"$ref": "#/components/headers/ETag"}},
                  "content": {
                    "application/json": {
                      "schema": {"type": "object", "required": ["openapi", "info", "paths"]}
                    }
                  }
                },
                "304": {"$ref": "#/components/responses/NotModified"}
              }
            }
          },
          "/docs": {
            "get": {
              "tags": ["service"],
              "summary": "This document as a page to read",
              "x-summary-vi": "Tài liệu này ở dạng trang để đọc",
              "parameters": [{"$ref": "#/components/parameters/Lang"}],
              "responses": {
                "200": {"$ref": "#/components/responses/Page"},
                "304": {"$ref": "#/components/responses/NotModified"}
              }
            }
          }
        },
        "responses": {
          "NotModified": {
            "description": "Nothing changed since If-None-Match.",
            "x-description-vi": "Không đổi so với If-None-Match.",
            "headers": {"ETag": {"$ref": "#/components/headers/ETag"}}
          }
        }
      }
      """#)
}
