extension OpenAPIPart {
  /// What a scan says, and what it is answered with.
  static let scansSchemas = OpenAPIPart(
    json: #"""
      {
        "schemas": {
          "Scan": {
            "type": "object",
            "description": "An event in the interchange format. Without id, source and sequence \#
      it is a scan of this ledger's own desk: occurred_at is then the arrival of the request \#
      unless given, and office the key's.",
            "x-description-vi": "Sự kiện theo dạng trao đổi. Không có id, source, sequence thì \#
      là lần quét của bàn này: occurred_at mặc định là lúc yêu cầu đến, office là bưu cục của \#
      khoá.",
            "required": ["type"],
            "additionalProperties": false,
            "properties": {
              "id": {"type": ["string", "null"], "pattern": "^[A-Za-z0-9_-]{1,64}$"},
              "source": {"type": ["string", "null"], "pattern": "^[!#-\\[\\]-~]{1,128}$"},
              "sequence": {
                "type": ["integer", "null"],
                "minimum": 1,
                "maximum": 9007199254740992
              },
              "type": {"$ref": "#/components/schemas/EventType"},
              "dossier": {"anyOf": [{"$ref": "#/components/schemas/Code"}, {"type": "null"}]},
              "container": {
                "anyOf": [{"$ref": "#/components/schemas/ContainerCode"}, {"type": "null"}]
              },
              "target": {
                "type": ["string", "null"],
                "pattern": "^[A-Za-z0-9_-]{1,64}$",
                "description": "The event that is voided or amended, by its id within its source."
              },
              "target_source": {
                "type": ["string", "null"],
                "pattern": "^[!#-\\[\\]-~]{1,128}$",
                "description": "Whose event that is, if it is not of the same source."
              },
              "target_hash": {
                "type": ["string", "null"],
                "pattern": "^[0-9a-f]{16}$",
                "description": "The first 8 bytes of the SHA-256 of that event's bytes."
              },
              "occurred_at": {
                "anyOf": [{"$ref": "#/components/schemas/Moment"}, {"type": "null"}]
              },
              "office": {
                "anyOf": [{"$ref": "#/components/schemas/OfficeCode"}, {"type": "null"}]
              },
              "actor": {
                "type": ["string", "null"],
                "pattern": "^[A-Za-z0-9._-]{1,32}$",
                "description": "A staff number, never a name.",
                "x-description-vi": "Số hiệu nhân viên, không phải tên."
              },
              "province": {
                "anyOf": [{"$ref": "#/components/schemas/ProvinceCode"}, {"type": "null"}]
              },
              "commune": {
                "anyOf": [{"$ref": "#/components/schemas/CommuneCode"}, {"type": "null"}]
              },
              "service": {
                "type": ["string", "null"],
                "description": "The procedure's code.",
                "examples": ["1.001612"]
              },
              "agency": {"anyOf": [{"$ref": "#/components/schemas/Agency"}, {"type": "null"}]},
              "channel": {
                "type": ["string", "null"],
                "enum": ["counter", "home", "online", null]
              },
              "mode": {
                "type": ["string", "null"],
                "enum": ["send", "return", "both", null],
                "description": "Which legs the post carries."
              },
              "due_date": {"type": ["string", "null"], "format": "date"},
              "reason": {"type": ["string", "null"], "maxLength": 500},
              "aliases": {
                "type": ["array", "null"],
                "maxItems": 16,
                "items": {"$ref": "#/components/schemas/Code"}
              },
              "set": {"anyOf": [{"$ref": "#/components/schemas/AmendmentSet"}, {"type": "null"}]},
              "clear": {
                "type": ["array", "null"],
                "maxItems": 12,
                "uniqueItems": true,
                "items": {"$ref": "#/components/schemas/ClearableField"},
                "description": "What an amendment empties."
              },
              "money": {
                "type": ["string", "null"],
                "enum": ["fee", "charge", "postage", "cod", null]
              },
              "amount": {
                "type": ["integer", "null"],
                "minimum": 0,
                "maximum": 1000000000000000,
                "description": "Whole đồng."
              },
              "parent": {
                "anyOf": [{"$ref": "#/components/schemas/ContainerCode"}, {"type": "null"}]
              },
              "destination": {
                "anyOf": [{"$ref": "#/components/schemas/OfficeCode"}, {"type": "null"}]
              },
              "count": {"type": ["integer", "null"], "minimum": 0, "maximum": 1000000000},
              "recorded_at": {
                "type": ["string", "null"],
                "format": "date-time",
                "description": "Not honoured here: only an import with --backfill does."
              }
            }
          },
          "EventType": {
            "type": "string",
            "description": "What happened.",
            "x-description-vi": "Việc đã xảy ra.",
            "enum": [
              "dossier.picked_up", "dossier.delivered", "dossier.accepted", "dossier.refused",
              "supplement.requested", "due.changed", "result.ready", "result.collected",
              "result.return_failed", "result.returned", "result.sent_back", "dossier.withdrawn",
              "item.departed", "item.arrived", "item.lost", "item.damaged", "fee.collected",
              "fee.remitted", "handover.disputed", "recipient.invited", "papers.recovered",
              "alias.linked", "event.voided", "event.amended", "period.declared",
              "figures.released"
            ]
          },
          "ContainerCode": {
            "type": "string",
            "pattern": "^[A-Za-z0-9][A-Za-z0-9._/-]{0,63}$",
            "description": "A bag or manifest.",
            "x-description-vi": "Mã túi hoặc bảng kê."
          },
          "Recorded": {
            "type": "object",
            "required": ["outcome"],
            "properties": {
              "outcome": {
                "type": "string",
                "enum": [
                  "recorded", "flagged", "known", "duplicate", "set_aside", "already_voided"
                ]
              },
              "id": {"type": "string"},
              "source": {"type": "string"},
              "webhook_id": {"type": "string"},
              "type": {"$ref": "#/components/schemas/EventType"},
              "dossier": {"type": "string"},
              "code_kind": {
                "type": "string",
                "enum": ["item", "dossier", "receipt"],
                "description": "What kind of code was read."
              },
              "target": {"type": "string"},
              "restores": {
                "type": "string",
                "description": "Of a void of a void: the event that counts again."
              },
              "still_void": {
                "type": "string",
                "description": "Of a void of a void: the event that is void all the same."
              },
              "voided_by": {"type": "string", "description": "The void that makes it so."},
              "container": {"type": "string"},
              "items": {"type": "integer", "description": "How many a bag's scan stands for."},
              "position": {"type": "integer", "minimum": 1},
              "occurred_at": {"type": "string", "format": "date-time"},
              "recorded_at": {"type": "string", "format": "date-time"},
              "flags": {"type": "array", "items": {"$ref": "#/components/schemas/Flag"}}
            }
          },
          "BatchReport": {
            "type": "object",
            "required": [
              "recorded", "duplicates", "rejected", "set_aside", "lines", "next_line",
              "rejected_lines", "rejected_ranges"
            ],
            "properties": {
              "recorded": {"type": "integer", "minimum": 0},
              "duplicates": {"type": "integer", "minimum": 0},
              "rejected": {"type": "integer", "minimum": 0},
              "set_aside": {"type": "integer", "minimum": 0},
              "lines": {"type": "integer", "minimum": 0},
              "next_line": {"type": ["integer", "null"], "minimum": 1},
              "rejected_lines": {
                "type": "array", "maxItems": 100,
                "items": {
                  "type": "object",
                  "required": ["line", "detail"],
                  "properties": {
                    "line": {"type": "integer", "minimum": 1},
                    "field": {"type": ["string", "null"]},
                    "detail": {"type": "string"}
                  }
                }
              },
              "rejected_ranges": {
                "type": "array", "maxItems": 10000,
                "items": {
                  "type": "object", "required": ["first", "last"],
                  "additionalProperties": {"type": "integer", "minimum": 1}
                }
              },
              "results": {
                "type": "array", "maxItems": 10000,
                "items": {
                  "type": "object",
                  "required": ["line", "outcome"],
                  "properties": {
                    "line": {"type": "integer", "minimum": 1},
                    "outcome": {
                      "type": "string",
                      "enum": ["recorded", "duplicate", "set_aside", "rejected"]
                    },
                    "position": {"type": "integer", "minimum": 1}
                  }
                }
              }
            }
          }
        },
        "examples": {
          "Pickup": {
            "summary": "A scan of this desk",
            "x-summary-vi": "Lần quét tại quầy này",
            "value": {
              "type": "dossier.picked_up",
              "dossier": "EE123456785VN",
              "office": "100000",
              "actor": "nv042",
              "province": "01",
              "service": "1.001612",
              "agency": "H26.12.19",
              "channel": "counter",
              "aliases": ["H26.12.19-200305-0001"]
            }
          },
          "ForeignEvent": {
            "summary": "An event of another system",
            "x-summary-vi": "Sự kiện của hệ thống khác",
            "value": {
              "id": "phat-0001",
              "source": "phat.example",
              "sequence": 1,
              "type": "result.returned",
              "dossier": "EE123456785VN",
              "occurred_at": "2020-03-13T17:40:00+07:00",
              "office": "100000"
            }
          }
        }
      }
      """#)
}
