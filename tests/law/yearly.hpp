#pragma once
// A year's catalogue in the making, as workflows/catalogue.scxml has it.
#include "tests/law/course.hpp"

namespace gavel::law {

inline std::shared_ptr<const procedure::Procedure> catalogue() {
  static const auto read = matter::procedure_of(matter::file_text("workflows/catalogue.scxml"),
                                                "workflows/catalogue.scxml");
  return read;
}

inline constexpr const char* item =
    R"({"number":"2026-1","title":"民生实事安排方案","unit":"区政府办","mad_class":1})";

class Yearly {
 public:
  Given given{catalogue()};

  Yearly() {
    given.by(office()).open(object(R"({"organ":"区人民政府","year":2026,"basis":[
        {"title":"《重大行政决策程序暂行条例》（国务院令第713号）第三条"},
        {"title":"江西省政府令第247号"}]})"));
  }
  /// Each a minute later than what stood before.
  Yearly& send(std::string event, std::string_view data = "{}") {
    given.later(std::chrono::minutes{1}).send(std::move(event), object(data));
    return *this;
  }
  Yearly& add(const char* code) { return given.later(std::chrono::minutes{1}).add(code), *this; }
  Yearly& by(Actor who) { return given.by(std::move(who)), *this; }
  Yearly& listed() { return add("CAT-02").send("item.put", item); }
  Yearly& consented() {
    send("consent.ask").add("CAT-03").by(party_group());
    return send("consent.give", R"({"number":"区委〔2026〕1号"})").by(office());
  }
  Yearly& published() {
    listed().consented().add("CAT-04");
    return send("catalogue.publish");
  }
  std::string refused(std::string event, std::string_view data = "{}") {
    const Refusal refusal = given.refused(std::move(event), object(data));
    std::string out = matter::reason(refusal);
    for (const matter::UnmetRule& rule : refusal.rules) out += " " + rule.id;
    for (const matter::FormError& fault : refusal.form)
      out += " " + fault.pointer + " " + fault.code;
    return out;
  }
  /// "/items/0/title": of the variable `items`.
  [[nodiscard]] std::string data(std::string_view pointer) const {
    const std::size_t end = std::min(pointer.find('/', 1), pointer.size());
    const Json* found = given.snapshot().session.data.if_contains(pointer.substr(1, end - 1));
    boost::json::error_code missing;
    if (found != nullptr) found = found->find_pointer(pointer.substr(end), missing);
    return found == nullptr ? "nothing" : json_text(*found);
  }
  /// What the last event sent to the register of catalogues: "publish 2".
  [[nodiscard]] std::string told() const {
    for (const chart::Effect& effect : given.effects()) {
      const auto* sent = std::get_if<chart::Sent>(&effect);
      if (sent == nullptr || sent->type != "urn:gavel:catalogue") continue;
      const Json* version =
          sent->data.is_object() ? sent->data.get_object().if_contains("version") : nullptr;
      return sent->event + (version == nullptr ? "" : " " + json_text(*version));
    }
    return "";
  }
  /// What the last event sent with a comment.
  [[nodiscard]] std::string told_of_comment(const char* name) const {
    for (const chart::Effect& effect : given.effects()) {
      const auto* sent = std::get_if<chart::Sent>(&effect);
      if (sent != nullptr && sent->event == "comment") return json_text(sent->data.at(name));
    }
    return "";
  }
};

}  // namespace gavel::law
