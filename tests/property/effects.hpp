#pragma once
// Effects as text, so that two courses can be compared byte for byte and a difference can be read.
#include "engine/chart/session.hpp"

namespace gavel::property {

struct EffectText {
  std::string operator()(const chart::Entered& e) const { return "entered " + e.state; }
  std::string operator()(const chart::Exited& e) const { return "exited " + e.state; }
  std::string operator()(const chart::TimerArmed& e) const {
    return "armed " + e.id + " " + e.event + " " + to_string(e.due);
  }
  std::string operator()(const chart::TimerCancelled& e) const { return "cancelled " + e.id; }
  std::string operator()(const chart::Sent& e) const {
    return "sent " + e.id + " " + e.type + " " + e.target + " " + e.event + " " + json_text(e.data);
  }
  std::string operator()(const chart::Logged& e) const { return "log " + e.label + " " + e.value; }
  std::string operator()(const chart::ErrorRaised& e) const {
    return "error " + e.event + " " + e.message + (e.handled ? " (handled)" : "");
  }
};

inline std::string text_of(const std::vector<chart::Effect>& effects) {
  std::string out;
  for (const chart::Effect& effect : effects) out += std::visit(EffectText{}, effect) + "\n";
  return out;
}

}  // namespace gavel::property
