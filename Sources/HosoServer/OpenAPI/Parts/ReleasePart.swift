extension OpenAPIPart {
  /// Publications of figures.
  static let releases = OpenAPIPart(
    json: #"""
      {
        "paths": {
          "/v1/releases": {
            "get": {
              "tags": ["figures"],
              "summary": "What was published",
              "x-summary-vi": "Những lần đã công bố",
              "description": "In the order of publication. A publication's figures never change: \#
      its name may stand wherever as_of is asked.",
              "x-description-vi": "Theo thứ tự công bố. Số liệu của một lần công bố không bao giờ \#
      đổi: dùng tên ấy ở mọi chỗ hỏi as_of.",
              "parameters": [
                {
                  "name": "period",
                  "in": "query",
                  "required": false,
                  "description": "Of this period only.",
                  "x-description-vi": "Chỉ của kỳ này.",
                  "schema": {
                    "type": "string",
                    "pattern": "^(19|20)[0-9]{2}(-?(Q[1-4]|H[12]|M9))?$"
                  }
                },
                {"$ref": "#/components/parameters/QuarterCalendar"}
              ],
              "responses": {
                "200": {
                  "description": "The list.",
                  "x-description-vi": "Danh sách.",
                  "headers": {"ETag": {"$ref": "#/components/headers/ETag"}},
                  "content": {
                    "application/json": {
                      "schema": {
                        "type": "object",
                        "required": ["releases"],
                        "properties": {
                          "releases": {
                            "type": "array",
                            "items": {"$ref": "#/components/schemas/Release"}
                          }
                        }
                      }
                    }
                  },
                  "links": {
                    "first": {
                      "operationId": "getRelease",
                      "parameters": {"release": "$response.body#/releases/0/name"},
                      "description": "Reads the first of them."
                    }
                  }
                },
                "304": {"$ref": "#/components/responses/NotModified"}
              }
            },
            "post": {
              "tags": ["figures"],
              "summary": "Publish a period",
              "x-summary-vi": "Công bố số liệu một kỳ",
              "description": "Needs the scope publish. Answers 200 with the last publication if \#
      nothing was recorded since.",
              "x-description-vi": "Cần quyền publish. Từ lần trước sổ không ghi thêm gì thì trả \#
      lời 200 với lần công bố trước.",
              "requestBody": {
                "required": true,
                "content": {
                  "application/json": {
                    "schema": {
                      "type": "object",
                      "required": ["period"],
                      "additionalProperties": false,
                      "properties": {
                        "period": {
                          "type": "string",
                          "pattern": "^(19|20)[0-9]{2}(-?(Q[1-4]|H[12]|M9))?$"
                        },
                        "calendar": {
                          "type": ["string", "null"],
                          "enum": ["calendar", "statutory", null]
                        },
                        "actor": {"type": ["string", "null"], "maxLength": 32},
                        "reason": {"type": ["string", "null"], "maxLength": 1000},
                        "even_unchanged": {
                          "type": ["boolean", "null"],
                          "description": "Publish though nothing was recorded since.",
                          "x-description-vi": "Công bố dù từ lần trước không ghi thêm gì."
                        }
                      },
                      "examples": [{"period": "2020Q1"}]
                    }
                  }
                }
              },
              "responses": {
                "200": {
                  "description": "Nothing was recorded since this publication.",
                  "x-description-vi": "Từ lần công bố này sổ không ghi thêm gì.",
                  "content": {
                    "application/json": {"schema": {"$ref": "#/components/schemas/Release"}}
                  }
                },
                "201": {
                  "description": "It was published.",
                  "x-description-vi": "Đã công bố.",
                  "headers": {
                    "Location": {
                      "description": "Where the publication is read.",
                      "schema": {"type": "string"}
                    }
                  },
                  "content": {
                    "application/json": {"schema": {"$ref": "#/components/schemas/Release"}}
                  }
                },
                "422": {"$ref": "#/components/responses/Problem422"}
              }
            }
          },
          "/v1/releases/{release}": {
            "parameters": [{"$ref": "#/components/parameters/Release"}],
            "get": {
              "tags": ["figures"],
              "summary": "One publication",
              "x-summary-vi": "Một lần công bố",
              "responses": {
                "200": {
                  "description": "The publication.",
                  "x-description-vi": "Lần công bố.",
                  "headers": {"ETag": {"$ref": "#/components/headers/ETag"}},
                  "content": {
                    "application/json": {"schema": {"$ref": "#/components/schemas/Release"}}
                  },
                  "links": {
                    "manifest": {
                      "operationId": "getReleaseFile",
                      "parameters": {
                        "release": "$response.body#/name",
                        "file": "manifest.json"
                      },
                      "description": "Reads the manifest of its files."
                    }
                  }
                },
                "304": {"$ref": "#/components/responses/NotModified"},
                "404": {"$ref": "#/components/responses/Problem404"}
              }
            }
          },
          "/v1/releases/{release}/{file}": {
            "parameters": [
              {"$ref": "#/components/parameters/Release"},
              {
                "name": "file",
                "in": "path",
                "required": true,
                "description": "manifest.json, or a file that it names.",
                "x-description-vi": "manifest.json, hoặc tệp mà nó nêu.",
                "schema": {"type": "string", "minLength": 1, "maxLength": 200},
                "example": "manifest.json"
              }
            ],
            "get": {
              "tags": ["figures"],
              "summary": "One file of a publication",
              "x-summary-vi": "Một tệp của lần công bố",
              "description": "The same bytes as hoso export --as-of with the publication's name.",
              "x-description-vi": "Giống từng byte với hoso export có --as-of là tên lần công bố.",
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
                    "text/csv": {"schema": {"type": "string"}}
                  }
                },
                "304": {"$ref": "#/components/responses/NotModified"},
                "404": {"$ref": "#/components/responses/Problem404"}
              }
            }
          }
        },
        "parameters": {
          "Release": {
            "name": "release",
            "in": "path",
            "required": true,
            "description": "The publication's name.",
            "x-description-vi": "Tên lần công bố.",
            "schema": {"$ref": "#/components/schemas/ReleaseName"}
          }
        },
        "schemas": {
          "ReleaseName": {
            "type": "string",
            "pattern": "^20[0-9]{2}(Q[1-4]|H[12]|M9)?([.]statutory)?[.]r[1-9][0-9]{0,3}$",
            "description": "Period, calendar where it is not the usual one, and number.",
            "example": "2020Q1.r1"
          },
          "Release": {
            "type": "object",
            "required": [
              "name", "period", "calendar", "number", "status", "cutoff", "voided", "event_id",
              "position"
            ],
            "properties": {
              "name": {"$ref": "#/components/schemas/ReleaseName"},
              "period": {"type": "string", "example": "2020-Q1"},
              "calendar": {"type": "string", "enum": ["calendar", "statutory"]},
              "number": {"type": "integer", "minimum": 1},
              "status": {
                "type": "string",
                "enum": ["provisional", "revised", "final", "corrected"],
                "description": "The first, the second, the third and later of a period; corrected \#
      if a later one changed any figure."
              },
              "cutoff": {
                "type": "string",
                "format": "date-time",
                "description": "What was recorded strictly before counts."
              },
              "reason": {
                "type": ["string", "null"],
                "description": "Why, as whoever published it said."
              },
              "voided": {
                "type": "boolean",
                "description": "Whether it was voided since; its figures stay as they are."
              },
              "event_id": {"type": "string"},
              "position": {
                "type": "integer",
                "minimum": 1,
                "description": "Where the ledger has the event that published it."
              }
            }
          }
        }
      }
      """#)
}
