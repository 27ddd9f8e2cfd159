#include "api/routes/hearing_writer.hpp"

#include <algorithm>

#include "embedded/api_assets.hpp"

namespace gavel::api {
namespace {

const Sentences& sentences() {
  static const Sentences read(asset::hearing_json);
  return read;
}

std::vector<JsonObject> objects(const JsonObject& from, std::string_view name) {
  std::vector<JsonObject> out;
  const Json* const list = from.if_contains(name);
  if (list == nullptr || !list->is_array()) return out;
  for (const Json& each : list->get_array()) {
    if (each.is_object()) out.push_back(each.get_object());
  }
  return out;
}

bool flag(const JsonObject& from, std::string_view name) {
  const Json* const value = from.if_contains(name);
  return value != nullptr && value->is_bool() && value->get_bool();
}

class Writer {
 public:
  Writer(const HearingRecord& record, JsonObject hearing, Language language)
      : record_(record), hearing_(std::move(hearing)), language_(language) {}

  Paper paper() {
    Paper out{say("title"), std::string(tag(language_).substr(0, 2)), {}};
    for (PaperSection section : {about(), participants(), course(), signatures()}) {
      if (!section.lines.empty()) out.sections.push_back(std::move(section));
    }
    return out;
  }

 private:
  [[nodiscard]] std::string say(std::string_view key, const JsonObject& values = {}) const {
    return sentences().say(key, language_, values);
  }
  [[nodiscard]] std::string text(std::string_view name) const { return string_or(hearing_, name); }
  [[nodiscard]] std::string day(const std::string& on) const { return said_moment(on, language_); }
  [[nodiscard]] std::string person(std::string_view name) const {
    return record_.names.who(text(name), language_);
  }
  /// Whoever a list names: as people are called, where it was entered by their account.
  [[nodiscard]] std::string named(const JsonObject& each, std::string_view name) const {
    return record_.names.name(string_or(each, name));
  }
  /// The first of a list whose `key` is `value`; empty where there is none.
  [[nodiscard]] JsonObject of(std::string_view list, std::string_view key,
                              const std::string& value) const {
    const auto all = objects(hearing_, list);
    const auto found = std::ranges::find_if(
        all, [&](const JsonObject& each) { return string_or(each, key) == value; });
    return found == all.end() ? JsonObject() : *found;
  }

  static void add(PaperSection& section, std::string label, std::string line) {
    if (!line.empty()) section.lines.push_back({std::move(label), std::move(line)});
  }

  [[nodiscard]] PaperSection about() const {
    PaperSection section{say("hearing"), {}};
    add(section, say("matter"), record_.snapshot.title);
    add(section, say("matter number"), record_.snapshot.id);
    add(section, say("announced"), day(text("announced_on")));
    const std::string at = text("time").empty() ? "" : " " + text("time");
    // What was announced, and when it began: entries of before 1.16.0 tell the day alone.
    const bool tells = !text("opened_at").empty();
    const std::string held = text("opened_on").empty() ? text("date") : text("opened_on");
    add(section, say(tells ? "announced for" : "held"), day(tells ? text("date") : held) + at);
    add(section, say("opened"), day(text("opened_at")));
    add(section, say("place"), text("place"));
    for (const char* part : {"chair", "presenter", "recorder"})
      add(section, say(part), person(part));
    for (const JsonObject& each : objects(hearing_, "changes")) {
      if (is_of_staff(each)) add(section, say("staff change"), staff_change(each));
    }
    add(section, say("selection"), text("selection"));
    for (const JsonObject& each : objects(hearing_, "postponed")) {
      add(section, say("postponed"),
          say("from to", {{"from", day(string_or(each, "from"))},
                          {"to", day(string_or(each, "to"))},
                          {"reason", string_or(each, "reason")}}));
    }
    add(section, say("cancelled"), text("cancelled"));
    return section;
  }

  /// Of whoever chairs, presents or records, not of a participant.
  static bool is_of_staff(const JsonObject& change) {
    const std::string kind = string_or(change, "kind");
    return kind == "chair" || kind == "presenter" || kind == "recorder";
  }
  [[nodiscard]] std::string staff_change(const JsonObject& change) const {
    const auto who = [&](std::string_view name) {
      const std::string found = string_or(change, name);
      return found.empty() ? say("nobody") : record_.names.who(found, language_);
    };
    return say("staff " + string_or(change, "kind"), {{"date", day(string_or(change, "on"))},
                                                      {"participant", who("participant")},
                                                      {"name", who("name")},
                                                      {"reason", string_or(change, "reason")}});
  }

  [[nodiscard]] bool came(const std::string& name) const {
    const Json* const attending = hearing_.if_contains("attending");
    return attending != nullptr && attending->is_array() &&
           std::ranges::find(attending->get_array(), Json(name)) != attending->get_array().end();
  }

  [[nodiscard]] PaperSection participants() const {
    const std::string listed = text("listed_on");
    PaperSection section{listed.empty() ? say("participants unlisted")
                                        : say("participants", {{"date", day(listed)}}),
                         {}};
    for (const JsonObject& each : objects(hearing_, "participants")) {
      const std::string name = string_or(each, "name"), post = string_or(each, "post");
      const JsonObject delivered = of("delivered", "participant", name);
      add(section, named(each, "name"),
          say("participant",
              {{"group", string_or(each, "group")},
               {"post", post.empty() ? say("no post") : post},
               {"official", say(flag(each, "official") ? "official" : "no official")},
               {"papers", papers(delivered)},
               {"came", say(!came(name)                             ? "stayed away"
                            : of("course", "speaker", name).empty() ? "came, silent"
                                                                    : "came")}}));
    }
    for (const JsonObject& each : objects(hearing_, "changes")) {
      if (is_of_staff(each)) continue;
      add(section, say("change"),
          say("participant " + string_or(each, "kind"),
              {{"date", day(string_or(each, "on"))},
               {"participant", named(each, "participant")},
               {"name", named(each, "name")},
               {"reason", string_or(each, "reason")}}));
    }
    return section;
  }

  [[nodiscard]] std::string papers(const JsonObject& delivered) const {
    if (delivered.empty()) return say("no papers");
    const std::string receipt = string_or(delivered, "receipt");
    return say(!flag(delivered, "refused") ? "papers"
               : receipt.empty()           ? "papers refused"
                                           : "papers refused, receipt",
               {{"date", day(string_or(delivered, "on"))},
                {"receipt", receipt},
                {"reason", string_or(delivered, "reason")}});
  }

  [[nodiscard]] std::string part(const std::string& code) const {
    const auto type = record_.procedure.events.find("hearing.speak");
    if (type == record_.procedure.events.end()) return code;
    const auto field =
        std::ranges::find(type->second.form, std::string("part"), &procedure::Field::name);
    if (field == type->second.form.end()) return code;
    const std::string title = in(language_, field->title_of(Json(code)));
    return title.empty() ? code : title;
  }

  /// Of an expert who explains.
  [[nodiscard]] std::string with_post(const JsonObject& speech) const {
    const std::string speaker = named(speech, "speaker"), post = string_or(speech, "post");
    return post.empty() ? speaker
                        : say("speaker with post", {{"speaker", speaker}, {"post", post}});
  }

  [[nodiscard]] PaperSection course() const {
    PaperSection section{say("course"), {}};
    for (const JsonObject& each : objects(hearing_, "course")) {
      add(section,
          say("speech", {{"at", day(string_or(each, "at"))},
                         {"speaker", with_post(each)},
                         {"part", part(string_or(each, "part"))}}),
          string_or(each, "text"));
    }
    return section;
  }

  [[nodiscard]] PaperSection signatures() const {
    PaperSection section{say("signatures"), {}};
    const Json* const attending = hearing_.if_contains("attending");
    if (attending != nullptr && attending->is_array()) {
      for (const Json& each : attending->get_array()) {
        if (!each.is_string()) continue;
        add(section, record_.names.name(std::string(each.get_string())), signature(each));
      }
    }
    add(section, "", say("written", {{"version", record_.snapshot.version}}));
    return section;
  }

  [[nodiscard]] std::string signature(const Json& name) const {
    const JsonObject given = of("signatures", "participant", std::string(name.get_string()));
    if (given.empty()) return say("unsigned");
    return say(flag(given, "signed") ? "signed" : "refused",
               {{"date", day(string_or(given, "on"))}, {"reason", string_or(given, "reason")}});
  }

  const HearingRecord& record_;
  JsonObject hearing_;
  Language language_;
};

}  // namespace

std::string hearing_title(Language language) { return sentences().say("title", language); }

std::optional<Paper> hearing_paper(const HearingRecord& record, Language language) {
  const JsonObject data = record.snapshot.session.data.object();
  JsonObject hearing = object_in(data, "hearing");
  if (string_or(hearing, "announced_on").empty()) return std::nullopt;
  return Writer(record, std::move(hearing), language).paper();
}

}  // namespace gavel::api
