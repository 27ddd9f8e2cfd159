#include "api/routes/packet_writer.hpp"

#include <algorithm>

#include "api/routes/packet.hpp"
#include "embedded/api_assets.hpp"

namespace gavel::api {
namespace {

const Sentences& sentences() {
  static const Sentences read(asset::packet_json);
  return read;
}

/// Empty entries are left out: a line says something or does not stand.
void add(PaperSection& section, std::string label, std::string text) {
  if (!text.empty()) section.lines.push_back({std::move(label), std::move(text)});
}

class Writer {
 public:
  Writer(Packet packet, const matter::Snapshot& snapshot, const Names& names, Language language)
      : packet_(std::move(packet)), snapshot_(snapshot), names_(names), language_(language) {}

  [[nodiscard]] Paper paper() const {
    Paper out{say("title"), std::string(tag(language_).substr(0, 2)), {}};
    for (PaperSection section : {about(), gates(), opinion(), papers(), ending()}) {
      if (!section.lines.empty()) out.sections.push_back(std::move(section));
    }
    return out;
  }

 private:
  [[nodiscard]] std::string say(std::string_view key, const JsonObject& values = {}) const {
    return sentences().say(key, language_, values);
  }
  [[nodiscard]] std::string moment(const std::string& at) const {
    return said_moment(at, language_);
  }
  /// What the procedure alone calls so stands as it is.
  [[nodiscard]] std::string word(const std::string& kind, const std::string& code) const {
    const std::string key = kind + " " + code;
    return sentences().has(key) ? say(key) : code;
  }
  [[nodiscard]] std::string who(const std::string& account) const {
    return account == matter::clock_actor().account ? say("system")
                                                    : names_.who(account, language_);
  }

  [[nodiscard]] PaperSection about() const {
    PaperSection section{say("packet"), {}};
    add(section, say("matter"), snapshot_.title);
    add(section, say("matter number"), snapshot_.id);
    const std::string drafts = string_or(snapshot_.session.data.object(), "drafting_unit");
    add(section, say("unit"), names_.unit(drafts.empty() ? snapshot_.unit : drafts));
    add(section, say("accepted"), moment(packet_.at.empty() ? packet_.accepted_on : packet_.at));
    add(section, say("accepted by"), packet_.by);
    add(section, say("draft"), packet_.draft_sha256);
    add(section, say("dossier"), packet_.dossier_sha256);
    return section;
  }

  [[nodiscard]] PaperSection gates() const {
    PaperSection section{say("gates"), {}};
    for (const Gate& each : packet_.gates) {
      const std::string result = in(language_, each.title);
      if (result.empty()) continue;
      const bool is_of_another =
          !each.draft_sha256.empty() && each.draft_sha256 != packet_.draft_sha256;
      add(section, word("gate", each.gate),
          is_of_another ? say("of a draft", {{"result", result}, {"sha256", each.draft_sha256}})
                        : result);
    }
    return section;
  }

  /// As it stood at the acceptance: of a draft that was reviewed anew since then there is another.
  [[nodiscard]] PaperSection opinion() const {
    PaperSection section{say("opinion"), {}};
    const JsonObject review = object_in(snapshot_.session.data.object(), "review");
    const auto opined = parse_instant(string_or(review, "opined_at")),
               accepted = parse_instant(packet_.at);
    if (!opined || (accepted && *opined > *accepted)) return section;
    const auto result = std::ranges::find(packet_.gates, std::string("legality"), &Gate::gate);
    if (result != packet_.gates.end())
      add(section, say("conclusion"), in(language_, result->title));
    add(section, say("reviewed by"), names_.unit(string_or(review, "unit")));
    add(section, say("given"), moment(string_or(review, "opined_at")));
    add(section, say("risk note"), string_or(review, "risk_note"));
    const Json* const counsel = review.if_contains("counsel");
    if (counsel == nullptr || !counsel->is_array()) return section;
    for (const Json& each : counsel->get_array()) {
      if (!each.is_object()) continue;
      const JsonObject& given = each.get_object();
      add(section, say("counsel"),
          say("counsel line", {{"name", who(string_or(given, "by"))},
                               {"date", moment(string_or(given, "on"))},
                               {"conclusion", word("counsel", string_or(given, "conclusion"))}}));
    }
    return section;
  }

  [[nodiscard]] PaperSection papers() const {
    const auto on_file = papers_on_file(snapshot_, packet_.filed, [&](const auto& document) {
      return to_string(day_of(document.at)) <= packet_.accepted_on;
    });
    PaperSection section{say("papers", {{"count", on_file.size()}}), {}};
    for (const auto& [code, document] : on_file) {
      add(section, code,
          say("paper", {{"title", document->title},
                        {"version", document->version},
                        {"who", who(document->by)},
                        {"at", moment(to_string(document->at))},
                        {"sha256", document->sha256}}));
    }
    return section;
  }

  [[nodiscard]] PaperSection ending() const {
    PaperSection section{say("note"), {}};
    add(section, "", say("written", {{"version", snapshot_.version}}));
    return section;
  }

  Packet packet_;
  const matter::Snapshot& snapshot_;
  const Names& names_;
  Language language_;
};

}  // namespace

std::string packet_title(Language language) { return sentences().say("title", language); }

std::optional<Paper> packet_paper(const procedure::Procedure& procedure,
                                  const matter::Snapshot& snapshot, const Names& names,
                                  Language language) {
  auto packet = packet_of(procedure, snapshot);
  if (!packet) return std::nullopt;
  return Writer(*std::move(packet), snapshot, names, language).paper();
}

}  // namespace gavel::api
