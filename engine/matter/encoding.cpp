// Events and snapshots as JSON and back: what the database keeps. The same value always gives the
// same bytes, and reading what was written gives the same value.
#include "engine/matter/context.hpp"

namespace gavel::matter {
namespace {

/// Reads members of one object; remembers the first that is missing or of another type.
class Members {
 public:
  explicit Members(const JsonObject& object) : object_(object) {}

  std::string text(std::string_view name) {
    const Json* value = at(name);
    if (value != nullptr && value->is_string()) return std::string(value->get_string());
    return fault(name), "";
  }
  std::int64_t whole(std::string_view name) {
    const Json* value = at(name);
    if (value != nullptr && value->is_int64()) return value->get_int64();
    if (value != nullptr && value->is_uint64())
      return static_cast<std::int64_t>(value->get_uint64());
    return fault(name), 0;
  }
  JsonObject object(std::string_view name) {
    const Json* value = at(name);
    if (value != nullptr && value->is_object()) return value->get_object();
    return fault(name), JsonObject{};
  }
  JsonArray array(std::string_view name) {
    const Json* value = at(name);
    if (value != nullptr && value->is_array()) return value->get_array();
    return fault(name), JsonArray{};
  }
  std::vector<std::string> texts(std::string_view name) {
    std::vector<std::string> out;
    for (const Json& item : array(name)) {
      if (!item.is_string()) return fault(name), out;
      out.emplace_back(item.get_string());
    }
    return out;
  }
  Instant instant(std::string_view name) {
    const auto at = parse_instant(text(name));
    return at ? *at : (fault(name), Instant{});
  }
  [[nodiscard]] const std::string& missing() const { return missing_; }

 private:
  const Json* at(std::string_view name) const { return object_.if_contains(name); }
  void fault(std::string_view name) {
    if (missing_.empty()) missing_ = name;
  }
  const JsonObject& object_;
  std::string missing_;
};

JsonArray texts(const std::vector<std::string>& list, const JsonStorage& storage) {
  JsonArray out(storage);
  for (const std::string& item : list) out.emplace_back(item);
  return out;
}

std::unexpected<std::string> damaged(const char* what, const std::string& member) {
  return std::unexpected(std::string("the stored ") + what + " has no proper member '" + member +
                         "'");
}

}  // namespace

JsonObject encode(const Event& event, const JsonStorage& storage) {
  return JsonObject({{"seq", event.seq},
                     {"kind", event.kind},
                     {"name", event.name},
                     {"data", event.data},
                     {"actor", encode(event.actor, storage)},
                     {"at", to_string(event.at)},
                     {"facts", event.facts},
                     {"calendar_id", event.calendar_id},
                     {"entered", texts(event.entered, storage)},
                     {"exited", texts(event.exited, storage)}},
                    storage);
}

std::expected<Event, std::string> decode_event(const JsonObject& encoded) {
  Members members(encoded);
  Event event;
  event.seq = members.whole("seq");
  event.kind = members.text("kind");
  event.name = members.text("name");
  event.data = members.object("data");
  event.at = members.instant("at");
  event.facts = members.object("facts");
  event.calendar_id = members.text("calendar_id");
  event.entered = members.texts("entered");
  event.exited = members.texts("exited");
  const JsonObject by = members.object("actor");
  if (!members.missing().empty()) return damaged("event", members.missing());
  Members actor(by);
  event.actor = {actor.text("account"),
                 actor.text("name"),
                 actor.text("unit"),
                 actor.texts("roles"),
                 string_or(by, "on_behalf_of"),
                 string_or(by, "principal_unit")};
  if (!actor.missing().empty()) return damaged("event's actor", actor.missing());
  return event;
}

JsonObject encode(const procedure::Procedure& procedure, const Snapshot& snapshot) {
  JsonArray documents;
  for (const Document& document : *snapshot.documents) documents.push_back(encode(document));
  return {{"id", snapshot.id},
          {"procedure_sha256", snapshot.procedure_sha256},
          {"title", snapshot.title},
          {"unit", snapshot.unit},
          {"opened_by", snapshot.opened_by},
          {"opened_at", to_string(snapshot.opened_at)},
          {"version", snapshot.version},
          {"policy", *snapshot.policy},
          {"documents", std::move(documents)},
          {"session", chart::encode(*procedure.chart, snapshot.session)}};
}

std::expected<Document, std::string> decode_document(const JsonObject& encoded) {
  Members d(encoded);
  Document document{d.text("id"),
                    d.text("code"),
                    d.text("title"),
                    d.text("filename"),
                    d.text("media_type"),
                    d.text("sha256"),
                    static_cast<std::uint64_t>(d.whole("size")),
                    static_cast<int>(d.whole("version")),
                    d.text("by"),
                    d.instant("at")};
  if (!d.missing().empty()) return damaged("document", d.missing());
  return document;
}

std::expected<Snapshot, std::string> decode_snapshot(const procedure::Procedure& procedure,
                                                     const JsonObject& encoded) {
  Members members(encoded);
  Snapshot snapshot;
  snapshot.id = members.text("id");
  snapshot.procedure_sha256 = members.text("procedure_sha256");
  snapshot.title = members.text("title");
  snapshot.unit = members.text("unit");
  snapshot.opened_by = members.text("opened_by");
  snapshot.opened_at = members.instant("opened_at");
  snapshot.version = members.whole("version");
  snapshot.policy = Json(members.object("policy"));
  const JsonArray documents = members.array("documents");
  const JsonObject session = members.object("session");
  if (!members.missing().empty()) return damaged("snapshot", members.missing());
  std::vector<Document> dossier;
  for (const Json& item : documents) {
    if (!item.is_object()) return damaged("snapshot", "documents");
    auto document = decode_document(item.get_object());
    if (!document) return std::unexpected(std::move(document.error()));
    dossier.push_back(std::move(*document));
  }
  snapshot.documents = std::move(dossier);
  auto decoded = chart::decode(procedure.chart, session);
  if (!decoded) return std::unexpected(decoded.error());
  snapshot.session = std::move(*decoded);
  return snapshot;
}

}  // namespace gavel::matter
