#include "engine/soundness/names.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include "engine/expression/node.hpp"
#include "engine/procedure/circles.hpp"
#include "engine/procedure/published.hpp"
#include "engine/procedure/told.hpp"

namespace gavel::soundness {
namespace {

using expression::Expression;
using expression::Node;
using procedure::Procedure;
using Kind = Node::Kind;

constexpr std::array<std::string_view, 5> system_variables{"_event", "_sessionid", "_name",
                                                           "_ioprocessors", "_x"};
constexpr std::array<std::string_view, 11> platform_members{
    "now",      "today",   "actor",     "policy",    "matter", "opening",
    "comments", "dossier", "documents", "signature", "facts"};
/// What `gavel.migrate` carries without a form.
constexpr std::array<std::string_view, 3> migration_fields{"from", "to", "reason"};

/// A host function, and what its first argument names; its second, where it is a signed event.
struct Function {
  std::string_view name;
  std::size_t least, most;
  enum class Names { nothing, clock, document, documents, state, signed_event };
  Names first = Names::nothing, second = Names::nothing;
};
constexpr std::array<Function, 42> functions{{
    {"In", 1, 1, Function::Names::state},
    {"now", 0, 0},
    {"today", 0, 0},
    {"day", 1, 1},
    {"workdays", 2, 2},
    {"workdays_between", 2, 2},
    {"days", 2, 2},
    {"due", 1, 1, Function::Names::clock},
    {"provisional", 1, 1, Function::Names::clock},
    {"reached", 1, 1, Function::Names::clock},
    {"until", 1, 1, Function::Names::clock},
    {"has", 1, 1, Function::Names::document},
    {"missing", 1, 1, Function::Names::documents},
    {"filed", 0, 0},
    {"revised", 2, 2, Function::Names::nothing, Function::Names::signed_event},
    {"standing", 2, 2, Function::Names::nothing, Function::Names::signed_event},
    {"count", 1, 3},
    {"find", 3, 3},
    {"where", 3, 3},
    {"append", 2, 2},
    {"replace", 4, 4},
    {"distinct", 1, 2},
    {"total", 2, 2},
    {"lacking", 3, 3},
    {"earlier", 3, 3},
    {"spelled", 2, 2},
    {"alike", 3, 3},
    {"of_paper", 3, 3},
    {"joined", 2, 2},
    {"without", 2, 2},
    {"plain_days", 2, 2},
    {"unspaced", 1, 1},
    {"spelling", 1, 1},
    {"institution", 1, 1},
    {"paper_number", 1, 1},
    {"names_law", 1, 1},
    {"numbered", 2, 2},
    {"contains", 2, 2},
    {"unverified", 1, 2},
    {"citing", 1, 1},
    {"containing", 2, 2},
    {"ending", 2, 2},
}};

const std::string* text_of(const Node& node, std::string& into) {
  if (node.kind != Kind::literal || !node.literal.is_string()) return nullptr;
  into.assign(node.literal.get_string().data(), node.literal.get_string().size());
  return &into;
}

class Names {
 public:
  explicit Names(const Procedure& procedure) : procedure_(procedure) {
    for (const std::string& name : procedure.chart->variables) variables_.insert(name);
    for (const procedure::Parameter& parameter : procedure.parameters)
      parameters_.insert(parameter.name);
    for (const chart::Action& action : procedure.chart->scripts) collect_loop_variables({action});
    for (const chart::State& state : procedure.chart->states) {
      for (const auto& block : state.onentry) collect_loop_variables(block);
      for (const auto& block : state.onexit) collect_loop_variables(block);
    }
    for (const chart::Transition& transition : procedure.chart->transitions)
      collect_loop_variables(transition.content);
  }

  std::vector<Diagnostic> check() {
    check_definitions();
    for (const chart::State& state : procedure_.chart->states) {
      for (const auto& block : state.onentry) check(block, nullptr);
      for (const auto& block : state.onexit) check(block, nullptr);
    }
    for (const chart::Transition& transition : procedure_.chart->transitions) {
      if (transition.cond) check(*transition.cond, transition.place, &transition);
      check(transition.content, &transition);
    }
    for (const auto& [id, rule] : procedure_.rules) {
      check(rule.test, rule.place, nullptr);
      for (const procedure::SeenValue& seen : rule.seen) check(seen.value, rule.place, nullptr);
    }
    for (const auto& [name, type] : procedure_.events) {
      for (const procedure::RegisterAsked& asked : type.registers) {
        if (asked.of) check(*asked.of, type.place, nullptr);
      }
      if (type.waits) check(*type.waits, type.place, nullptr);
      for (const procedure::Field& field : type.form) {
        if (field.of) check(*field.of, type.place, nullptr);
      }
    }
    for (const auto& [name, standings] : procedure::standings_in(procedure_)) {
      const Place& place = procedure_.events.at(name).place;
      for (const procedure::Standing& each : standings) {
        check(each.when, place, nullptr);
        for (const procedure::SeenValue& seen : each.seen) check(seen.value, place, nullptr);
      }
    }
    const procedure::Circles& circles = procedure::circles_in(procedure_);
    for (const procedure::Circle& each : circles.matter) check(*each.when, each.place, nullptr);
    for (const procedure::KeptPart& part : circles.parts) {
      if (part.named) check(*part.named, part.circle.place, nullptr);
      if (part.out) check(*part.out, part.circle.place, nullptr);
    }
    for (const procedure::Published& each : procedure::published_in(procedure_))
      check(each.when, each.place, nullptr);
    for (const auto& [id, clock] : procedure_.clocks) {
      for (const Expression* part : {&clock.from, &clock.count, &clock.unit})
        check(*part, clock.place, nullptr);
    }
    return std::move(found_);
  }

 private:
  /// One that is called as a function is would take its place.
  void check_definitions() {
    for (const expression::Definition& each : procedure_.chart->definitions.all()) {
      if (std::ranges::find(functions, each.name, &Function::name) == functions.end()) continue;
      found_.push_back({Diagnostic::Severity::error, procedure_.chart->states[0].place,
                        Sentence{"bad-definition", "function", {{"name", each.name}}}});
    }
  }
  void collect_loop_variables(const chart::Block& block) {
    for (const chart::Action& action : block) {
      if (const auto* loop = std::get_if<chart::Foreach>(&action.what)) {
        variables_.insert(loop->item);
        variables_.insert(loop->index);
        collect_loop_variables(loop->block);
      }
      if (const auto* branches = std::get_if<chart::If>(&action.what)) {
        for (const auto& branch : branches->branches) collect_loop_variables(branch.block);
      }
      if (const auto* run = std::get_if<chart::RunScript>(&action.what)) {
        variables_.insert(run->script.declares().begin(), run->script.declares().end());
      }
    }
  }

  void check(const chart::Block& block, const chart::Transition* within) {
    for (const chart::Action& action : block) check(action, within);
  }

  void check(const chart::Action& action, const chart::Transition* within) {
    const auto of = [&](const std::optional<Expression>& e) {
      if (e) check(*e, action.place, within);
    };
    if (const auto* assign = std::get_if<chart::Assign>(&action.what)) of(assign->value);
    if (const auto* log = std::get_if<chart::Log>(&action.what)) of(log->value);
    if (const auto* branches = std::get_if<chart::If>(&action.what)) {
      for (const chart::Branch& branch : branches->branches) {
        of(branch.cond);
        check(branch.block, within);
      }
    }
    if (const auto* loop = std::get_if<chart::Foreach>(&action.what)) {
      check(loop->array, action.place, within);
      check(loop->block, within);
    }
    if (const auto* send = std::get_if<chart::Send>(&action.what)) {
      for (const chart::StringSource* source :
           {&send->event, &send->target, &send->type, &send->delay})
        of(source->value);
      for (const chart::Param& param : send->params) of(param.value);
      if (send->content) of(send->content->value);
    }
  }

  void check(const Expression& expression, const Place& place, const chart::Transition* within) {
    expression::walk(expression.root(), [&](const Node& node) {
      if (node.kind == Kind::name) check_name(node, place);
      if (node.kind == Kind::member) check_member(node, place, within);
      if (node.kind == Kind::call) check_call(node, place);
    });
  }

  void check_name(const Node& node, const Place& place) {
    if (variables_.contains(node.name) ||
        std::ranges::find(system_variables, node.name) != system_variables.end())
      return;
    say(place, Sentence{"unknown-name", {{"name", node.name}}});
  }

  void check_member(const Node& node, const Place& place, const chart::Transition* within) {
    const Node& of = node.children[0];
    if (of.kind == Kind::name && of.name == "_x" &&
        std::ranges::find(platform_members, node.name) == platform_members.end()) {
      say(place, Sentence{"unknown-name", "member", {{"name", node.name}}});
    }
    if (of.kind != Kind::member || of.children[0].kind != Kind::name) return;
    if (of.children[0].name == "_x" && of.name == "policy" && !parameters_.contains(node.name)) {
      say(place, Sentence{"unknown-parameter", {{"name", node.name}}});
    }
    if (of.children[0].name == "_x" && of.name == "signature" && within != nullptr) {
      for (const std::string& event : within->events) check_signed(event, place);
    }
    if (of.children[0].name == "_event" && of.name == "data" && within != nullptr)
      check_field(node.name, place, *within);
  }

  /// `_event.data.x` must be a field of every event the transition takes by name.
  void check_field(const std::string& field, const Place& place, const chart::Transition& within) {
    for (const std::string& descriptor : within.events) {
      const auto type = procedure_.events.find(descriptor);
      if (type == procedure_.events.end()) continue;
      const bool is_given = descriptor == "gavel.migrate" &&
                            std::ranges::find(migration_fields, field) != migration_fields.end();
      const bool there =
          is_given || std::ranges::any_of(type->second.form, [&](const procedure::Field& f) {
            return f.name == field;
          });
      if (!there)
        say(place, Sentence{"unknown-name", "field", {{"event", descriptor}, {"name", field}}});
    }
  }

  void check_call(const Node& node, const Place& place) {
    const auto known = std::ranges::find(functions, node.name, &Function::name);
    if (known == functions.end()) {
      say(place, Sentence{"unknown-function", {{"function", node.name}}});
      return;
    }
    if (node.children.size() < known->least || node.children.size() > known->most) {
      if (known->most > known->least) {
        say(place,
            Sentence{"unknown-function",
                     "range",
                     {{"function", node.name}, {"least", known->least}, {"most", known->most}}});
      } else {
        say(place, Sentence{"unknown-function",
                            "arguments",
                            {{"function", node.name}, {"count", known->least}}});
      }
      return;
    }
    if (known->first != Function::Names::nothing)
      check_named(known->first, node.children[0], place);
    if (known->second != Function::Names::nothing)
      check_named(known->second, node.children[1], place);
  }

  void check_named(Function::Names what, const Node& argument, const Place& place) {
    if (what == Function::Names::documents && argument.kind == Kind::array) {
      for (const Node& item : argument.children)
        check_named(Function::Names::document, item, place);
      return;
    }
    std::string name;
    if (text_of(argument, name) == nullptr) return;
    if (what == Function::Names::clock && !procedure_.clocks.contains(name)) {
      say(place, Sentence{"unknown-clock", {{"id", name}}});
    }
    if (what == Function::Names::document && !procedure_.documents.contains(name)) {
      say(place, Sentence{"unknown-document", {{"id", name}}});
    }
    if (what == Function::Names::signed_event) check_signed(name, place);
    if (what == Function::Names::state && procedure_.chart->find(name) == nullptr) {
      say(place, Sentence{"unknown-state", {{"state", name}}});
    }
  }

  /// What is asked of an event's signature, or read from it, is there only where it is signed.
  void check_signed(const std::string& event, const Place& place) {
    const auto type = procedure_.events.find(event);
    if (type == procedure_.events.end()) {
      say(place, Sentence{"unknown-event", {{"id", event}}});
    } else if (!type->second.is_signed) {
      say(place, Sentence{"not-signed", {{"event", event}}});
    }
  }

  void say(const Place& place, Sentence says) {
    found_.push_back({Diagnostic::Severity::error, place, std::move(says)});
  }

  const Procedure& procedure_;
  std::set<std::string, std::less<>> variables_, parameters_;
  std::vector<Diagnostic> found_;
};

}  // namespace

std::vector<Diagnostic> check_names(const Procedure& procedure) { return Names(procedure).check(); }

}  // namespace gavel::soundness
