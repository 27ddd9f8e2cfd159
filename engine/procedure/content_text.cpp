#include "engine/procedure/content_text.hpp"

namespace gavel::procedure {
namespace {

using namespace chart;

template <class... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};

std::string text(const StringSource& source) {
  return source.value ? "(" + source.value->text() + ")" : source.literal;
}

std::string text(const std::optional<expression::Expression>& value, bool has_literal,
                 const Json& literal) {
  if (value) return value->text();
  return has_literal ? json_text(literal) : "undefined";
}

std::string named(std::string_view label, const StringSource& source) {
  return source.present ? " " + std::string(label) + " " + text(source) : "";
}

std::string text(const Send& send) {
  std::string out = "send";
  if (!send.id.empty()) out += " " + send.id;
  if (send.id_location) out += " (into " + send.id_location->text() + ")";
  if (send.event.present) out += " " + text(send.event);
  out += named("to", send.target) + named("as", send.type) + named("after", send.delay);
  std::string with;
  for (const Variable& variable : send.namelist) with += " " + variable.location.text();
  for (const Param& param : send.params) {
    with += " " + param.name + "=" +
            (param.value ? param.value->text()
                         : (param.location ? param.location->location.text() : "undefined"));
  }
  if (send.content) {
    with += " " + text(send.content->value, send.content->has_literal, send.content->literal);
  }
  return with.empty() ? out : out + " with" + with;
}

std::string text(const If& what) {
  std::string out;
  for (const Branch& branch : what.branches) {
    out += out.empty() ? "if " : (branch.cond ? " else if " : " else ");
    if (branch.cond) out += branch.cond->text() + " ";
    out += "{" + content_text(branch.block) + "}";
  }
  return out;
}

std::string text(const Action& action) {
  return std::visit(
      Overloaded{[](const Raise& raise) { return "raise " + raise.event; },
                 [](const If& what) { return text(what); },
                 [](const Foreach& loop) {
                   return "foreach " + loop.item + (loop.index.empty() ? "" : ", " + loop.index) +
                          " in " + loop.array.text() + " {" + content_text(loop.block) + "}";
                 },
                 [](const Log& log) {
                   return "log " + log.label + " " +
                          (log.value ? log.value->text() : std::string());
                 },
                 [](const Assign& assign) {
                   return "assign " + assign.location.text() + " = " +
                          text(assign.value, assign.has_literal, assign.literal);
                 },
                 [](const RunScript& run) { return "script {" + run.script.text() + "}"; },
                 [](const Send& send) { return text(send); },
                 [](const Cancel& cancel) { return "cancel " + text(cancel.sendid); },
                 [](const Faulty& faulty) { return "faulty " + faulty.says.key(); }},
      action.what);
}

}  // namespace

std::string content_text(const Block& block) {
  std::string out;
  for (const Action& action : block) out += (out.empty() ? "" : "; ") + text(action);
  return out;
}

Json value_text(const DataDeclaration& data) {
  if (data.value) return Json(data.value->text());
  if (data.has_literal) return Json(json_text(data.literal));
  return data.src.empty() ? Json() : Json("src " + data.src);
}

}  // namespace gavel::procedure
