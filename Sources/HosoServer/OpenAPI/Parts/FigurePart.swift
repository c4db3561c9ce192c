extension OpenAPIPart {
  /// Figures and the worklist.
  static let figures = OpenAPIPart(
    json: #"""
      {
        "paths": {
          "/v1/figures": {
            "get": {
              "tags": ["figures"],
              "summary": "The throughput table",
              "x-summary-vi": "Bảng số liệu",
              "description": "The same rows as hoso figures. Either period, or from and to. \#
      Every figure names its vintage: as_of and position.",
              "x-description-vi": "Cùng các dòng như hoso figures. Dùng period, hoặc from và \#
      to. Mọi số đều nêu thời điểm: as_of và position.",
              "parameters": [
                {
                  "name": "period",
                  "in": "query",
                  "required": false,
                  "description": "A period or a range of them: 2020Q1, 2020H1, 2020M9, 2020, \#
      2019Q1..2020Q1.",
                  "x-description-vi": "Một kỳ hoặc dãy kỳ: 2020Q1, 2020H1, 2020M9, 2020, \#
      2019Q1..2020Q1.",
                  "schema": {
                    "type": "string",
                    "pattern": "^(19|20)[0-9]{2}(-?(Q[1-4]|H[12]|M9))?$"
                  },
                  "example": "2020Q1"
                },
                {
                  "name": "from",
                  "in": "query",
                  "required": false,
                  "description": "The first day.",
                  "x-description-vi": "Ngày đầu.",
                  "schema": {"type": "string", "format": "date"}
                },
                {
                  "name": "to",
                  "in": "query",
                  "required": false,
                  "description": "The last day.",
                  "x-description-vi": "Ngày cuối.",
                  "schema": {"type": "string", "format": "date"}
                },
                {
                  "name": "by",
                  "in": "query",
                  "required": false,
                  "description": "What rows are by, divided by commas.",
                  "x-description-vi": "Chia dòng theo, cách nhau bằng dấu phẩy.",
                  "schema": {
                    "type": "string",
                    "enum": [
                      "province", "service", "channel", "agency", "office", "province,service",
                      "province,channel"
                    ]
                  }
                },
                {
                  "name": "calendar",
                  "in": "query",
                  "required": false,
                  "description": "How quarters are cut.",
                  "x-description-vi": "Cách chia quý.",
                  "schema": {
                    "type": "string",
                    "enum": ["calendar", "statutory"],
                    "default": "calendar"
                  }
                },
                {"$ref": "#/components/parameters/AsOf"}
              ],
              "responses": {
                "200": {
                  "description": "The table; percentages are null where they do not apply.",
                  "x-description-vi": "Bảng; phần trăm là null khi không áp dụng.",
                  "content": {
                    "application/json": {"schema": {"$ref": "#/components/schemas/FigureTable"}},
                    "text/csv": {"schema": {"type": "string"}}
                  }
                },
                "406": {"$ref": "#/components/responses/Problem406"}
              }
            }
          },
          "/v1/worklist": {
            "get": {
              "tags": ["figures"],
              "summary": "What is to be done",
              "x-summary-vi": "Việc cần làm",
              "description": "Dossiers that are late, flagged or doubtful, by kind; the key's \#
      office or province only.",
              "x-description-vi": "Hồ sơ quá hạn, bị đánh dấu hoặc đáng ngờ, theo loại; chỉ \#
      trong bưu cục hoặc tỉnh của khoá.",
              "parameters": [
                {
                  "name": "kind",
                  "in": "query",
                  "required": false,
                  "description": "Kinds, divided by commas; all of them without.",
                  "x-description-vi": "Loại, cách nhau bằng dấu phẩy; không có là tất cả.",
                  "schema": {
                    "type": "string",
                    "enum": ["overdue", "orphans", "flags", "set-aside", "links", "send-back"]
                  }
                },
                {
                  "name": "office",
                  "in": "query",
                  "required": false,
                  "schema": {"$ref": "#/components/schemas/OfficeCode"}
                },
                {
                  "name": "province",
                  "in": "query",
                  "required": false,
                  "schema": {"$ref": "#/components/schemas/ProvinceCode"}
                },
                {"$ref": "#/components/parameters/AsOf"},
                {
                  "name": "today",
                  "in": "query",
                  "required": false,
                  "description": "The day through which open terms are counted.",
                  "x-description-vi": "Ngày tính hạn.",
                  "schema": {"type": "string", "format": "date"}
                },
                {"$ref": "#/components/parameters/Limit"}
              ],
              "responses": {
                "200": {
                  "description": "The list.",
                  "x-description-vi": "Danh sách.",
                  "content": {
                    "application/json": {"schema": {"$ref": "#/components/schemas/Worklist"}}
                  }
                }
              }
            }
          }
        },
        "schemas": {
          "FigureTable": {
            "type": "object",
            "required": ["as_of", "position", "calendar", "rows"],
            "properties": {
              "as_of": {"type": "string", "format": "date-time"},
              "position": {"type": "integer", "minimum": 0},
              "calendar": {"type": "string", "enum": ["calendar", "statutory"]},
              "orphans": {
                "type": "integer",
                "minimum": 0,
                "description": "Dossiers with events and no entry; counted nowhere."
              },
              "provinces_version": {"type": "string"},
              "rows": {
                "type": "array",
                "items": {
                  "type": "object",
                  "description": "period, the groups, then the columns of hoso figures."
                }
              }
            }
          },
          "Worklist": {
            "type": "object",
            "required": ["as_of", "position", "counted_through", "counts", "items"],
            "properties": {
              "as_of": {"type": "string", "format": "date-time"},
              "position": {"type": "integer", "minimum": 0},
              "counted_through": {"type": "string", "format": "date"},
              "calendar_version": {"type": "string"},
              "zones_version": {"type": "string"},
              "counts": {
                "type": "object",
                "additionalProperties": {"type": "integer", "minimum": 0}
              },
              "items": {"type": "array", "items": {"type": "object"}}
            }
          }
        }
      }
      """#)
}
