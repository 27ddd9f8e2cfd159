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
                "SELECT r.*, coalesce(a.name, '') AS asker, coalesce(c.origin, '') AS origin FROM "
                "recusal r LEFT JOIN recusal_asker a USING (matter, seq) LEFT JOIN recusal_carried "
                "c USING (matter, seq) WHERE r.matter = $1 ORDER BY r.seq",
                matter)) {
    out.push_back({.seq = row["seq"].as<int>(),
                   .account = pg::text(row["account"]),
                   .step = pg::text(row["step"]),
                   .reason = pg::text(row["reason"]),
                   .deputy = pg::text(row["deputy"]),
                   .by = pg::text(row["by"]),
                   .at = pg::instant(row["at"]),
                   .asker = pg::text(row["asker"]),
                   .origin = pg::text(row["origin"])});
  }
  return out;
}

int add_step(pqxx::transaction_base& tx, const std::string& matter, const RecusalStep& step) {
  pg::exec(tx, "SELECT pg_advisory_xact_lock(hashtext('recusal'))");
  const int seq =
      pg::exec(tx,
               "INSERT INTO recusal (matter, seq, account, step, reason, deputy, by, at) "
               "SELECT $1, coalesce(max(seq), 0) + 1, $2, $3, $4, $5, $6, $7::timestamptz "
               "FROM recusal WHERE matter = $1 RETURNING seq",
               matter, step.account, step.step, step.reason, step.deputy, step.by, step.at)[0][0]
          .as<int>();
  if (!step.asker.empty()) {
    pg::exec(tx, "INSERT INTO recusal_asker (matter, seq, name) VALUES ($1, $2::integer, $3)",
             matter, seq, step.asker);
  }
  if (!step.origin.empty()) {
    pg::exec(tx, "INSERT INTO recusal_carried (matter, seq, origin) VALUES ($1, $2::integer, $3)",
             matter, seq, step.origin);
  }
  return seq;
}

void carry_recusals(pqxx::transaction_base& tx, const std::string& from, const std::string& into) {
  pg::exec(tx, "SELECT pg_advisory_xact_lock(hashtext('recusal'))");
  const auto there = recusal_steps(tx, from), here = recusal_steps(tx, into);
  const auto waiting = holding_up(there);
  for (const RecusalStep& step : there) {
    const bool holds =
        recused(there, step.account) == &step || std::ranges::find(waiting, &step) != waiting.end();
    const RecusalStep* own = recused(here, step.account);
    // An order says more than a declaration: who acts instead.
    const bool is_known = own != nullptr && (own->step == "order" || step.step != "order");
    // What came before with the same matter, and was lifted here, does not come again.
    const bool is_again = std::ranges::any_of(here, [&](const RecusalStep& each) {
      return each.origin == from && each.account == step.account && each.step == step.step &&
             each.by == step.by && each.at == step.at;
    });
    if (!holds || is_known || is_again) continue;
    RecusalStep carried = step;
    carried.origin = from;
    add_step(tx, into, carried);
  }
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
