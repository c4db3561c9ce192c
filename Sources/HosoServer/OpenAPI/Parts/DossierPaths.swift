extension OpenAPIPart {
  /// Timelines of dossiers.
  static let dossiersPaths = OpenAPIPart(
    json: #"""
      {
        "paths": {
          "/v1/dossiers/{code}": {
            "get": {
              "tags": ["dossiers"],
              "summary": "A dossier's timeline, by any of its codes",
              "x-summary-vi": "Quá trình của hồ sơ, theo bất kỳ mã nào",
              "description": "As hoso track --json prints it. Staff numbers are told to post \#
      offices and administrators only. The ETag changes with the dossier's last event, and with \#
      the day on which terms are counted.",
              "x-description-vi": "Như hoso track --json. Số hiệu nhân viên chỉ cho bưu cục và \#
      quản trị xem. ETag đổi theo sự kiện cuối của hồ sơ và theo ngày tính hạn.",
              "parameters": [
                {
                  "name": "code",
                  "in": "path",
                  "required": true,
                  "schema": {"$ref": "#/components/schemas/Code"},
                  "example": "EE123456785VN"
                },
                {"$ref": "#/components/parameters/AsOf"}
              ],
              "responses": {
                "200": {
                  "description": "The timeline.",
                  "x-description-vi": "Quá trình.",
                  "headers": {"ETag": {"$ref": "#/components/headers/ETag"}},
                  "content": {
                    "application/json": {"schema": {"$ref": "#/components/schemas/Timeline"}}
                  }
                },
                "304": {"$ref": "#/components/responses/NotModified"},
                "404": {"$ref": "#/components/responses/Problem404"},
                "422": {"$ref": "#/components/responses/Problem422"}
              }
            }
          }
        },
        "parameters": {
          "AsOf": {
            "name": "as_of",
            "in": "query",
            "required": false,
            "description": "Only what was recorded strictly before counts: a day (00:00 in \#
      Vietnam) or a moment.",
            "x-description-vi": "Chỉ tính điều được ghi trước đó: một ngày (00:00 giờ Việt Nam) \#
      hoặc một thời điểm.",
            "schema": {
              "anyOf": [
                {"type": "string", "format": "date"},
                {"type": "string", "format": "date-time"}
              ]
            }
          }
        }
      }
      """#)
}
