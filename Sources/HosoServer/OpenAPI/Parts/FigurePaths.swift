extension OpenAPIPart {
  /// Figures, exports and the worklist.
  static let figuresPaths = OpenAPIPart(
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
                  "name": "same_days",
                  "in": "query",
                  "required": false,
                  "description": "Of a period that is not over, the days that are, beside the \#
      same days of the year before.",
                  "x-description-vi": "Kỳ chưa hết: chỉ những ngày đã qua, so với cùng những \#
      ngày ấy năm trước.",
                  "schema": {"type": "boolean", "default": false}
                },
                {"$ref": "#/components/parameters/QuarterCalendar"},
                {"$ref": "#/components/parameters/PublishedAsOf"}
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
                "404": {"$ref": "#/components/responses/Problem404"},
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
                    "enum": [
                      "overdue", "orphans", "flags", "set-aside", "links", "agencies", "send-back"
                    ]
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
                {"$ref": "#/components/parameters/PublishedAsOf"},
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
                },
                "404": {"$ref": "#/components/responses/Problem404"}
              }
            }
          },
          "/v1/exports/{period}": {
            "parameters": [{"$ref": "#/components/parameters/ExportPeriod"}],
            "get": {
              "tags": ["figures"],
              "summary": "The manifest of a period's export",
              "x-summary-vi": "Bản kê của tệp xuất một kỳ",
              "description": "The same files, byte by byte, as hoso export writes: the same \#
      question gives the same bytes.",
              "x-description-vi": "Cùng các tệp như hoso export, giống từng byte: cùng câu hỏi \#
      thì cùng nội dung.",
              "parameters": [
                {"$ref": "#/components/parameters/QuarterCalendar"},
                {"$ref": "#/components/parameters/PublishedAsOf"}
              ],
              "responses": {
                "200": {
                  "description": "The manifest.",
                  "x-description-vi": "Bản kê.",
                  "headers": {"ETag": {"$ref": "#/components/headers/ETag"}},
                  "content": {
                    "application/json": {
                      "schema": {"$ref": "#/components/schemas/ExportManifest"}
                    }
                  }
                },
                "304": {"$ref": "#/components/responses/NotModified"},
                "404": {"$ref": "#/components/responses/Problem404"}
              }
            }
          },
          "/v1/exports/{period}/{file}": {
            "parameters": [
              {"$ref": "#/components/parameters/ExportPeriod"},
              {
                "name": "file",
                "in": "path",
                "required": true,
                "description": "A file that the manifest names.",
                "x-description-vi": "Tệp mà bản kê nêu.",
                "schema": {"type": "string", "minLength": 1, "maxLength": 200},
                "example": "manifest.json"
              }
            ],
            "get": {
              "tags": ["figures"],
              "summary": "One file of a period's export",
              "x-summary-vi": "Một tệp xuất của kỳ",
              "parameters": [
                {"$ref": "#/components/parameters/QuarterCalendar"},
                {"$ref": "#/components/parameters/PublishedAsOf"}
              ],
              "responses": {
                "200": {
                  "description": "The file.",
                  "x-description-vi": "Tệp.",
                  "headers": {
                    "ETag": {"$ref": "#/components/headers/ETag"},
                    "Content-Disposition": {
                      "description": "The name to save it under.",
                      "schema": {"type": "string"}
                    }
                  },
                  "content": {
                    "application/json": {"schema": {}},
                    "text/csv": {"schema": {"type": "string"}},
                    "text/html": {"schema": {"type": "string"}},
                    "image/svg+xml": {"schema": {"type": "string"}},
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": {
                      "schema": {"type": "string", "format": "binary"}
                    },
                    "application/octet-stream": {
                      "schema": {"type": "string", "format": "binary"}
                    }
                  }
                },
                "304": {"$ref": "#/components/responses/NotModified"},
                "404": {"$ref": "#/components/responses/Problem404"}
              }
            }
          }
        },
        "parameters": {
          "ExportPeriod": {
            "name": "period",
            "in": "path",
            "required": true,
            "description": "2020Q1, 2020H1, 2020M9 or 2020.",
            "x-description-vi": "2020Q1, 2020H1, 2020M9 hoặc 2020.",
            "schema": {"type": "string", "pattern": "^20[0-9]{2}(-?(Q[1-4]|H[12]|M9))?$"},
            "example": "2020Q1"
          },
          "PublishedAsOf": {
            "name": "as_of",
            "in": "query",
            "required": false,
            "description": "Only what was recorded strictly before counts: a day (00:00 in \#
      Vietnam), a moment, or what a publication counts.",
            "x-description-vi": "Chỉ tính điều được ghi trước đó: một ngày (00:00 giờ Việt Nam), \#
      một thời điểm, hoặc như một lần công bố.",
            "schema": {
              "anyOf": [
                {"type": "string", "format": "date"},
                {"type": "string", "format": "date-time"},
                {"$ref": "#/components/schemas/ReleaseName"}
              ]
            }
          },
          "QuarterCalendar": {
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
          }
        }
      }
      """#)
}
