#include "engine/soundness/raised.hpp"

#include <algorithm>
#include <iterator>

namespace gavel::soundness {
namespace {

constexpr std::size_t ways_limit = 64;
constexpr std::size_t queue_limit = 16;

void loosen(Raised& way) {
  way.loose.insert(way.internal.begin(), way.internal.end());
  way.loose.insert(way.external.begin(), way.external.end());
  way.internal.clear();
  way.external.clear();
}

std::vector<Raised> every_branch(const std::vector<Raised>& ways, const chart::If& branches,
                                 const Unforeseen& unforeseen) {
  std::vector<Raised> out;
  bool has_else = false;
  for (const chart::Branch& branch : branches.branches) {
    std::ranges::move(followed_by(ways, branch.block, unforeseen), std::back_inserter(out));
    has_else = has_else || (!branch.cond && branch.faulty.empty());
  }
  if (!has_else) out.insert(out.end(), ways.begin(), ways.end());
  return bounded(std::move(out));
}

/// How often a loop goes round is not known: what it raises may come never, or many times.
void any_number_of(std::vector<Raised>& ways, const chart::Block& block,
                   const Unforeseen& unforeseen) {
  std::set<std::string> loose;
  for (Raised& way : followed_by({Raised{}}, block, unforeseen)) {
    loosen(way);
    loose.merge(way.loose);
  }
  for (Raised& way : ways) way.loose.insert(loose.begin(), loose.end());
}

void send(std::vector<Raised>& ways, const chart::Send& what, const Unforeseen& unforeseen) {
  if (!is_to_self(what)) return;
  const bool is_certain = !what.event.value && !what.target.value && !what.type.value;
  for (Raised& way : ways) {
    if (!is_certain) {
      if (what.event.value) {
        way.loose.insert(unforeseen.any.begin(), unforeseen.any.end());
      } else {
        way.loose.insert(what.event.literal);
      }
    } else if (what.target.literal == "#_internal") {
      way.internal.push_back(what.event.literal);
    } else {
      way.external.push_back(what.event.literal);
    }
  }
}

}  // namespace

Unforeseen::Unforeseen(const chart::Chart& chart) {
  for (const chart::Transition& transition : chart.transitions) {
    for (const std::string& descriptor : transition.events) {
      if (descriptor != "*") any.insert(descriptor);
    }
    for (const char* error : {"error.execution", "error.communication"}) {
      if (chart::matches(transition.events, error)) errors.insert(error);
    }
  }
}

bool is_to_self(const chart::Send& send) {
  if (send.delay.present) return false;  // comes later, from outside the step
  const bool is_outside = !send.type.value && send.type.literal.starts_with("urn:gavel:");
  const bool is_elsewhere =
      !send.target.value && !send.target.literal.empty() && send.target.literal != "#_internal";
  return !is_outside && !is_elsewhere;
}

std::vector<Raised> bounded(std::vector<Raised> ways) {
  for (Raised& way : ways) {
    if (way.internal.size() + way.external.size() > queue_limit) loosen(way);
  }
  std::ranges::sort(ways);
  ways.erase(std::ranges::unique(ways).begin(), ways.end());
  if (ways.size() <= ways_limit) return ways;
  Raised all;
  for (Raised& way : ways) {
    loosen(way);
    all.loose.merge(way.loose);
  }
  return {all};
}

std::vector<Raised> followed_by(std::vector<Raised> ways, const chart::Block& block,
                                const Unforeseen& unforeseen) {
  std::vector<Raised> cut_short;  // a fault ends a block; matters only where the chart goes on
  for (const chart::Action& action : block) {
    if (!unforeseen.errors.empty()) cut_short.insert(cut_short.end(), ways.begin(), ways.end());
    if (const auto* raise = std::get_if<chart::Raise>(&action.what)) {
      for (Raised& way : ways) way.internal.push_back(raise->event);
    }
    if (const auto* what = std::get_if<chart::Send>(&action.what)) send(ways, *what, unforeseen);
    if (const auto* loop = std::get_if<chart::Foreach>(&action.what)) {
      any_number_of(ways, loop->block, unforeseen);
    }
    if (const auto* branches = std::get_if<chart::If>(&action.what)) {
      ways = every_branch(ways, *branches, unforeseen);
    }
  }
  std::ranges::move(cut_short, std::back_inserter(ways));
  return bounded(std::move(ways));
}

}  // namespace gavel::soundness
