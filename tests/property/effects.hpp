#pragma once
// Effects as text, so that two courses can be compared byte for byte and a difference can be read.
#include "engine/chart/session.hpp"

namespace gavel::property {

class EffectText {
 public:
  void operator()(const chart::Entered& e) { line({"entered", e.state}); }
  void operator()(const chart::Exited& e) { line({"exited", e.state}); }
  void operator()(const chart::TimerArmed& e) { line({"armed", e.id, e.event, to_string(e.due)}); }
  void operator()(const chart::TimerCancelled& e) { line({"cancelled", e.id}); }
  void operator()(const chart::Sent& e) {
    line({"sent", e.id, e.type, e.target, e.event, json_text(e.data)});
  }
  void operator()(const chart::Logged& e) { line({"log", e.label, e.value}); }
  void operator()(const chart::ErrorRaised& e) {
    line({"error", e.event, in_words(e.says).en, e.handled ? "(handled)" : ""});
  }
  std::string text;

 private:
  void line(std::initializer_list<std::string_view> words) {
    for (const std::string_view word : words) (text += word) += ' ';
    text.back() = '\n';
  }
};

inline std::string text_of(const std::vector<chart::Effect>& effects) {
  EffectText out;
  for (const chart::Effect& effect : effects) std::visit(out, effect);
  return std::move(out.text);
}

}  // namespace gavel::property
