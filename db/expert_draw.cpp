#include "db/expert_draw.hpp"

#include <algorithm>

#include "archive/digest.hpp"

namespace gavel::db {
namespace {

bool is_in(const std::vector<std::string>& ids, const std::string& id) {
  return std::ranges::find(ids, id) != ids.end();
}

class Seats {
 public:
  explicit Seats(const DrawLimits& limits) : limits_(limits) {}

  bool take(const Candidate& candidate) {
    if (taken_.size() == limits_.number || is_in(taken_, candidate.id)) return false;
    if (candidate.kind == "department" && department_ == limits_.department_most) return false;
    if (candidate.kind == "subordinate" && subordinate_ == limits_.subordinate_most) return false;
    department_ += candidate.kind == "department";
    subordinate_ += candidate.kind == "subordinate";
    taken_.push_back(candidate.id);
    return true;
  }
  [[nodiscard]] bool full() const { return taken_.size() == limits_.number; }
  [[nodiscard]] std::vector<std::string> taken() && { return std::move(taken_); }

 private:
  const DrawLimits& limits_;
  std::vector<std::string> taken_;
  std::size_t department_ = 0, subordinate_ = 0;
};

DrawShortage count_of(const std::vector<Candidate>& candidates) {
  DrawShortage out;
  for (const Candidate& candidate : candidates) {
    ++(candidate.kind == "department"    ? out.department
       : candidate.kind == "subordinate" ? out.subordinate
                                         : out.independent);
  }
  return out;
}

}  // namespace

std::string draw_key(const std::string& seed, const std::string& id) {
  return archive::sha256_hex(seed + "\n" + id);
}

std::expected<std::vector<std::string>, DrawShortage> draw_experts(const DrawAsked& asked) {
  std::vector<Candidate> order = asked.candidates;
  std::ranges::sort(order, {},
                    [&](const Candidate& each) { return draw_key(asked.seed, each.id); });
  Seats seats(asked.limits);
  for (const Candidate& each : order) {
    if (is_in(asked.kept, each.id) && !seats.take(each)) return std::unexpected(count_of(order));
  }
  const auto differs = [&](const Candidate& each) {
    return is_in(asked.different_views, each.id) && seats.take(each);
  };
  const bool is_heard = std::ranges::any_of(
      asked.different_views, [&](const std::string& id) { return is_in(asked.kept, id); });
  if (!asked.different_views.empty() && !is_heard && std::ranges::none_of(order, differs))
    return std::unexpected(count_of(order));
  for (const Candidate& each : order) seats.take(each);
  if (!seats.full()) return std::unexpected(count_of(order));
  return std::move(seats).taken();
}

}  // namespace gavel::db
