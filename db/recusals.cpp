#include "db/recusals.hpp"

#include <algorithm>
#include <set>

#include <pqxx/pqxx>

#include "db/pg.hpp"
#include "engine/base/spelling.hpp"

namespace gavel::db {
namespace {

bool answers(const RecusalStep& step) { return step.step != "ask" && step.step != "withdraw"; }

}  // namespace

std::vector<RecusalStep> recusal_steps(pqxx::transaction_base& tx, const std::string& matter) {
  std::vector<RecusalStep> out;
  for (const auto& row :
       pg::exec(tx,
                "SELECT r.*, coalesce(a.name, '') AS asker FROM recusal r LEFT JOIN recusal_asker "
                "a ON a.matter = r.matter AND a.seq = r.seq WHERE r.matter = $1 ORDER BY r.seq",
                matter)) {
    out.push_back({.seq = row["seq"].as<int>(),
                   .account = pg::text(row["account"]),
                   .step = pg::text(row["step"]),
                   .reason = pg::text(row["reason"]),
                   .deputy = pg::text(row["deputy"]),
                   .by = pg::text(row["by"]),
                   .at = pg::instant(row["at"]),
                   .asker = pg::text(row["asker"])});
  }
  return out;
}

const RecusalStep* recused(const std::vector<RecusalStep>& steps, const std::string& account) {
  const RecusalStep* last = nullptr;
  for (const RecusalStep& step : steps) {
    if (step.account == account && answers(step)) last = &step;
  }
  const bool bars = last != nullptr && (last->step == "declare" || last->step == "order");
  return bars ? last : nullptr;
}

bool same_asker(const RecusalStep& one, const RecusalStep& other) {
  return spelling(one.asker) == spelling(other.asker) && (!one.asker.empty() || one.by == other.by);
}

Requests requests_of(const std::vector<RecusalStep>& steps) {
  Requests out;
  for (const RecusalStep& step : steps) {
    if (step.step == "ask") {
      out.waiting.push_back(&step);
      continue;
    }
    std::erase_if(out.waiting, [&](const RecusalStep* request) {
      if (request->account != step.account) return false;
      if (!answers(step) && !same_asker(*request, step)) return false;
      (answers(step) ? out.answered : out.taken_back).push_back(request);
      return true;
    });
  }
  return out;
}

std::vector<const RecusalStep*> holding_up(const std::vector<RecusalStep>& steps) {
  Requests all = requests_of(steps);
  constexpr std::size_t most_reasons = 2;
  std::erase_if(all.waiting, [&](const RecusalStep* request) {
    std::set<std::string> answered;
    for (const RecusalStep* before : all.answered) {
      if (before->account == request->account && same_asker(*before, *request))
        answered.insert(spelling(before->reason));
    }
    return answered.contains(spelling(request->reason)) || answered.size() >= most_reasons;
  });
  return std::move(all.waiting);
}

}  // namespace gavel::db
