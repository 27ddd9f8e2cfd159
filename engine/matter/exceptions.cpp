#include "engine/matter/exceptions.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "engine/expression/node.hpp"

namespace gavel::matter {
namespace {

using procedure::Procedure;

constexpr std::string_view variable = "exceptions";

/// The kinds that an expression puts on the list: {kind: 'shortened_notice', …}.
void add_kinds(const expression::Expression& value, std::set<std::string>& kinds) {
  expression::walk(value.root(), [&](const expression::Node& node) {
    if (node.kind != expression::Node::Kind::object) return;
    for (std::size_t i = 0; i < node.keys.size(); ++i) {
      const auto& each = node.children[i];
      if (node.keys[i] == "kind" && each.kind == expression::Node::Kind::literal &&
          each.literal.is_string())
        kinds.emplace(each.literal.get_string());
    }
  });
}

void add_kinds(const chart::Block& block, std::set<std::string>& kinds) {
  for (const chart::Action& action : block) {
    if (const auto* assign = std::get_if<chart::Assign>(&action.what)) {
      if (assign->value && assign->location.root() == variable) add_kinds(*assign->value, kinds);
    }
    if (const auto* branches = std::get_if<chart::If>(&action.what)) {
      for (const chart::Branch& branch : branches->branches) add_kinds(branch.block, kinds);
    }
  }
}

/// Event name -> the kinds that its transitions may put on the list.
std::map<std::string, std::set<std::string>> kinds_by_event(const Procedure& procedure) {
  std::map<std::string, std::set<std::string>> out;
  for (const chart::Transition& transition : procedure.chart->transitions) {
    for (const std::string& event : transition.events) add_kinds(transition.content, out[event]);
  }
  return out;
}

bool denies(const chart::Block& block) {
  return std::ranges::any_of(block, [](const chart::Action& action) {
    const auto* assign = std::get_if<chart::Assign>(&action.what);
    if (assign == nullptr || !assign->value || assign->location.root() != variable) return false;
    const expression::Node& value = assign->value->root();
    return assign->location.text().ends_with(".approval") &&
           value.kind == expression::Node::Kind::literal && value.literal == Json("disputed");
  });
}

/// By an event of a transition that says so, and that names the exception by its position.
std::optional<Denial> denial_of(const Procedure& procedure, std::span<const Event> events,
                                std::size_t position) {
  std::set<std::string> names;
  for (const chart::Transition& each : procedure.chart->transitions)
    if (denies(each.content)) names.insert(each.events.begin(), each.events.end());
  for (const Event& event : events) {
    const Json* data = event.data.if_contains("data");
    if (event.kind != "sent" || !names.contains(event.name) || data == nullptr ||
        !data->is_object())
      continue;
    const Json* no = data->get_object().if_contains("no");
    if (no == nullptr || *no != Json(position)) continue;
    return Denial{event.actor.account, event.actor.on_behalf_of, to_string(day_of(event.at)),
                  string_or(data->get_object(), "reason")};
  }
  return std::nullopt;
}

Approval approval_in(const JsonObject& exception) {
  Approval out{.approver = string_or(exception, "approver"),
               .state = string_or(exception, "approval"),
               .by = {},
               .on_behalf_of = {},
               .on = {},
               .reason = {}};
  if (out.state == "not_needed") out.state.clear();  // what the sender may do alone
  const Json* const answer = exception.if_contains("answer");
  if (answer == nullptr || !answer->is_object()) return out;
  out.by = string_or(answer->get_object(), "by");
  out.on_behalf_of = string_or(answer->get_object(), "for");
  out.on = string_or(answer->get_object(), "on");
  out.reason = string_or(answer->get_object(), "reason");
  return out;
}

std::vector<procedure::Citation> cited_by(const Procedure& procedure,
                                          const procedure::EventType& type) {
  if (!type.citations.empty()) return type.citations;
  std::vector<procedure::Citation> out;
  for (const std::string& id : type.rules) {
    const auto rule = procedure.rules.find(id);
    if (rule == procedure.rules.end()) continue;
    for (const procedure::Citation& each : rule->second.citations) {
      const bool is_new = std::ranges::none_of(out, [&](const procedure::Citation& known) {
        return known.source == each.source && known.article == each.article;
      });
      if (is_new) out.push_back(each);
    }
  }
  return out;
}

/// Finds the event behind each exception: of those of its kind, by that person, the one of its very
/// moment. Versions that kept no moment leave the day: then no event is of two exceptions.
class Finder {
 public:
  Finder(const Procedure& procedure, std::span<const Event> events)
      : procedure_(procedure), events_(events), kinds_(kinds_by_event(procedure)) {}

  /// `at` is none where it was not kept.
  void find(ExceptionUsed& used, std::optional<Instant> at) {
    const auto found = std::ranges::find_if(events_, [&](const Event& event) {
      return may_be_of(event, used) && (!at || event.at == *at);
    });
    if (found == events_.end()) return;
    taken_.insert({found->seq, used.kind});
    used.deed = deed_of(procedure_, *found);
    used.citations = cited_by(procedure_, procedure_.events.find(found->name)->second);
  }

 private:
  [[nodiscard]] bool may_be_of(const Event& event, const ExceptionUsed& used) const {
    const auto kinds = kinds_.find(event.name);
    return event.kind == "sent" && procedure_.events.contains(event.name) &&
           kinds != kinds_.end() && kinds->second.contains(used.kind) &&
           event.actor.name == used.by && to_string(day_of(event.at)) == used.on &&
           !taken_.contains({event.seq, used.kind});
  }

  const Procedure& procedure_;
  std::span<const Event> events_;
  std::map<std::string, std::set<std::string>> kinds_;
  std::set<std::pair<std::int64_t, std::string>> taken_;
};

}  // namespace

std::vector<ExceptionUsed> exceptions_used(const Procedure& procedure, const Snapshot& snapshot,
                                           std::span<const Event> events) {
  std::vector<ExceptionUsed> out;
  const Json* const used = snapshot.session.data.if_contains(variable);
  if (used == nullptr || !used->is_array()) return out;
  std::vector<std::optional<Instant>> moments;
  for (const Json& each : used->get_array()) {
    if (!each.is_object()) continue;
    const JsonObject& from = each.get_object();
    moments.push_back(parse_instant(string_or(from, "at")));
    out.push_back({.kind = string_or(from, "kind"),
                   .reason = string_or(from, "reason"),
                   .approval = approval_in(from),
                   .denied = {},
                   .by = string_or(from, "by"),
                   .on = string_or(from, "on"),
                   .deed = {},
                   .citations = {}});
  }
  // What a moment says first; the others share out what is left.
  Finder finder(procedure, events);
  for (std::size_t i = 0; i < out.size(); ++i)
    if (moments[i]) finder.find(out[i], moments[i]);
  for (std::size_t i = 0; i < out.size(); ++i)
    if (!out[i].deed) finder.find(out[i], std::nullopt);
  for (std::size_t i = 0; i < out.size(); ++i)
    if (out[i].approval.state != "disputed") out[i].denied = denial_of(procedure, events, i + 1);
  return out;
}

Approval approval_of(const Snapshot& snapshot, std::size_t position) {
  const Json* const used = snapshot.session.data.if_contains(variable);
  if (used == nullptr || !used->is_array()) return {};
  const JsonArray& list = used->get_array();
  if (position < 1 || position > list.size() || !list[position - 1].is_object()) return {};
  return approval_in(list[position - 1].get_object());
}

}  // namespace gavel::matter
