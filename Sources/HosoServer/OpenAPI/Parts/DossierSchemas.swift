extension OpenAPIPart {
  /// What a timeline tells.
  static let dossiersSchemas = OpenAPIPart(
    json: #"""
      {
        "schemas": {
          "Timeline": {
            "type": "object",
            "required": ["code", "position", "counted_through", "dossier", "earlier_dossiers"],
            "properties": {
              "code": {"type": "string"},
              "as_of": {"type": ["string", "null"], "format": "date-time"},
              "position": {
                "type": "integer",
                "minimum": 0,
                "description": "The last position that was looked at."
              },
              "counted_through": {
                "type": "string",
                "format": "date",
                "description": "The day through which open terms are counted."
              },
              "calendar_version": {"type": "string"},
              "zones_version": {"type": "string"},
              "dossier": {"$ref": "#/components/schemas/DossierDetail"},
              "earlier_dossiers": {
                "type": "array",
                "description": "What the same item number stood for before it was used again.",
                "items": {"$ref": "#/components/schemas/DossierSummary"}
              }
            }
          },
          "DossierSummary": {
            "type": "object",
            "required": ["codes", "state", "mode"],
            "properties": {
              "codes": {"type": "array", "items": {"type": "string"}, "maxItems": 1000},
              "codes_left_off": {"type": "integer", "minimum": 1},
              "state": {
                "type": "string",
                "enum": [
                  "unknown-entry", "on-the-way-to-agency", "with-agency", "supplement-requested",
                  "refused", "result-ready", "result-on-the-way", "return-failed", "returned",
                  "sent-back", "withdrawn", "lost", "delivered"
                ]
              },
              "mode": {"type": ["string", "null"], "enum": ["send", "return", "both", null]},
              "service": {"type": ["string", "null"]},
              "agency": {"type": ["string", "null"]},
              "first_occurred_at": {"type": ["string", "null"], "format": "date-time"},
              "last_occurred_at": {"type": ["string", "null"], "format": "date-time"}
            }
          },
          "DossierDetail": {
            "allOf": [
              {"$ref": "#/components/schemas/DossierSummary"},
              {
                "type": "object",
                "required": ["sight", "entries", "legs", "milestones"],
                "properties": {
                  "sight": {
                    "type": "string",
                    "enum": ["all", "own-events"],
                    "description": "own-events: the key's office only passed it on and sees its \#
      own events, the state, the agency and where it is bound; what else there is, is empty.",
                    "x-description-vi": "own-events: bưu cục của khoá chỉ chuyển tiếp, nên chỉ \#
      thấy sự kiện của mình, tình trạng, cơ quan và nơi đến; phần khác để trống."
                  },
                  "bound_for": {
                    "type": ["string", "null"],
                    "description": "The office it was last sent to.",
                    "x-description-vi": "Bưu cục mà hồ sơ được chuyển đến gần nhất."
                  },
                  "due_date": {
                    "type": ["string", "null"],
                    "format": "date",
                    "description": "The appointment that timeliness is judged by."
                  },
                  "changed_due_date": {"type": ["string", "null"], "format": "date"},
                  "is_overdue": {"type": ["boolean", "null"]},
                  "standing": {"$ref": "#/components/schemas/DossierStanding"},
                  "entered_at": {"type": ["string", "null"], "format": "date-time"},
                  "closed_at": {"type": ["string", "null"], "format": "date-time"},
                  "milestones": {
                    "type": "object",
                    "description": "The first effective event of each type.",
                    "additionalProperties": {"type": "string", "format": "date-time"}
                  },
                  "entries": {
                    "type": "array",
                    "items": {"$ref": "#/components/schemas/TimelineEntry"},
                    "maxItems": 1000,
                    "description": "The last thousand."
                  },
                  "entries_left_off": {
                    "type": "integer",
                    "minimum": 1,
                    "description": "How many entries came before those."
                  },
                  "legs": {"type": "array", "items": {"$ref": "#/components/schemas/LegUse"}},
                  "agency_term": {
                    "oneOf": [{"type": "null"}, {"$ref": "#/components/schemas/AgencyTerm"}]
                  }
                }
              }
            ]
          },
          "DossierStanding": {
            "type": "object",
            "description": "What the tracking page tells the person who waits for it.",
            "x-description-vi": "Điều trang tra cứu nói với người đang chờ.",
            "required": ["tone", "advice", "troubles", "steps"],
            "properties": {
              "tone": {"type": "string", "enum": ["good", "plain", "warn"]},
              "advice": {
                "type": "array",
                "minItems": 1,
                "items": {
                  "type": "string",
                  "enum": [
                    "wait", "wait-for-agency", "wait-for-post", "ask-if-taken", "ask-post",
                    "ask-agency", "bring-papers", "fetch-papers", "fetch-result", "receive",
                    "await-attempt", "ask-who-withdrew", "claim-loss", "claim-damage", "nothing"
                  ]
                }
              },
              "troubles": {
                "type": "array",
                "items": {"type": "string", "enum": ["late", "overdue", "damaged"]}
              },
              "steps": {
                "type": "array",
                "items": {
                  "type": "object",
                  "required": ["stage", "progress"],
                  "properties": {
                    "stage": {
                      "type": "string",
                      "enum": ["taken", "at-agency", "ready", "on-the-way-back", "handed-over"]
                    },
                    "progress": {
                      "type": "string",
                      "enum": ["done", "current", "ahead", "dropped"]
                    },
                    "on": {"type": ["string", "null"], "format": "date"}
                  }
                }
              },
              "expected_by": {"type": ["string", "null"], "format": "date"},
              "contact_office": {"type": ["string", "null"]}
            }
          },
          "TimelineEntry": {
            "type": "object",
            "required": [
              "position", "occurred_at", "is_effective", "flags", "recorded", "corrections"
            ],
            "properties": {
              "position": {"type": "integer", "minimum": 1},
              "occurred_at": {
                "type": "string",
                "format": "date-time",
                "description": "After amendments."
              },
              "office": {"type": ["string", "null"]},
              "province": {"type": ["string", "null"]},
              "commune": {"type": ["string", "null"]},
              "container": {
                "type": ["string", "null"],
                "description": "The bag whose scan this was."
              },
              "is_effective": {"type": "boolean", "description": "False for what was voided."},
              "is_amended": {"type": "boolean"},
              "voided_by": {"type": ["string", "null"]},
              "flags": {"type": "array", "items": {"$ref": "#/components/schemas/Flag"}},
              "recorded": {
                "type": "object",
                "description": "The event as it was recorded, in the interchange format."
              },
              "corrections_left_off": {"type": "integer", "minimum": 1},
              "corrections": {
                "type": "array",
                "maxItems": 1000,
                "items": {
                  "type": "object",
                  "required": ["position", "depth", "is_in_effect", "recorded"],
                  "properties": {
                    "position": {"type": "integer"},
                    "depth": {"type": "integer"},
                    "is_in_effect": {"type": "boolean"},
                    "flag": {
                      "type": ["string", "null"],
                      "enum": ["may-not-correct", "other-target", null],
                      "description": "Why it changes nothing."
                    },
                    "recorded": {"type": "object"}
                  }
                }
              }
            }
          },
          "LegUse": {
            "type": "object",
            "description": "What a leg of the post used of its limit J+n (TT 17/2017/TT-BTTTT).",
            "x-description-vi": "Chặng của bưu điện so với giới hạn J+n (TT 17/2017/TT-BTTTT).",
            "required": ["leg", "started_on", "outcome", "counted_through", "working_days"],
            "properties": {
              "leg": {"type": "string", "enum": ["send", "return"]},
              "started_on": {"type": "string", "format": "date"},
              "outcome": {"type": "string", "enum": ["open", "completed", "stopped"]},
              "counted_through": {"type": "string", "format": "date"},
              "working_days": {"type": "integer"},
              "zone": {
                "type": ["string", "null"],
                "enum": [
                  "same_district", "same_province", "major_cities", "other_province", null
                ]
              },
              "limit": {"type": ["integer", "null"]},
              "longest_limit": {"type": ["integer", "null"]},
              "deadline": {"type": ["string", "null"], "format": "date"},
              "is_late": {"type": ["boolean", "null"]}
            }
          },
          "AgencyTerm": {
            "type": "object",
            "required": ["due_date", "outcome", "compared_on", "days_past_due", "is_late"],
            "properties": {
              "due_date": {"type": "string", "format": "date"},
              "outcome": {
                "type": "string",
                "enum": ["open", "ready", "stopped", "ready_unknown"]
              },
              "compared_on": {"type": "string", "format": "date"},
              "days_past_due": {"type": "integer"},
              "is_late": {"type": "boolean"}
            }
          }
        }
      }
      """#)
}
