#include "db/recusals.hpp"

#include <algorithm>
#include <set>

#include <pqxx/pqxx>

#include "db/pg.hpp"
#include "engine/base/spelling.hpp"

namespace gavel::db {
namespace {

bool is_ground(const RecusalStep& step) { return step.step == "declare" || step.step == "order"; }

/// A request. To let somebody in again answers none: that is another ground.
bool answers(const RecusalStep& step) { return is_ground(step) || step.step == "decline"; }

/// Where it was taken first, of a step of `from` that is taken in another with it.
std::string root_of(const RecusalStep& step, const std::string& from) {
  return step.origin.empty() ? from : step.origin;
}

/// An order says more than a declaration: who acts instead. The matter's own says it before others.
const RecusalStep* foremost(const std::vector<const RecusalStep*>& grounds) {
  const auto weight = [](const RecusalStep* each) {
    return std::pair(each->step == "order", each->origin.empty() && each->further == 0);
  };
  const RecusalStep* out = nullptr;
  for (const RecusalStep* each : grounds) {
    if (out == nullptr || weight(each) >= weight(out)) out = each;
  }
  return out;
}

/// Of the grounds that come from one matter, the one that speaks for them: null where none stands.
const RecusalStep* foremost_from(const std::vector<RecusalStep>& steps, const std::string& account,
                                 const std::string& root, const std::string& from) {
  auto grounds = grounds_of(steps, account);
  std::erase_if(grounds, [&](const RecusalStep* each) { return root_of(*each, from) != root; });
  return foremost(grounds);
}

/// The matters that whoever keeps out of this one keeps out of, as long as they are not closed:
/// what follows it, took it in, adjusts or ends it; and over those that are closed, what they are
/// linked to in turn.
std::vector<std::string> linked_to(pqxx::transaction_base& tx, const std::string& matter) {
  std::vector<std::string> out;
  for (const auto& row :
       pg::exec(tx,
                "WITH RECURSIVE linked AS (SELECT $1 AS id, true AS goes_on UNION SELECT l.id, "
                "m.finished FROM linked k CROSS JOIN LATERAL (SELECT f.matter AS id FROM "
                "matter_follow_up f WHERE f.follows = k.id UNION SELECT g.into_matter FROM "
                "matter_merge g WHERE g.matter = k.id UNION SELECT p.matter FROM "
                "matter_predecessor p WHERE p.predecessor = k.id AND NOT EXISTS (SELECT FROM "
                "matter_predecessor q WHERE q.matter = p.matter AND q.seq > p.seq)) l JOIN matter "
                "m ON m.id = l.id WHERE k.goes_on) SELECT DISTINCT id FROM linked JOIN matter m "
                "USING (id) WHERE NOT m.finished AND id <> $1 ORDER BY id",
                matter))
    out.push_back(pg::text(row["id"]));
  return out;
}

/// What was decided of the account last; null: nothing.
const RecusalStep* decided(const std::vector<RecusalStep>& steps, const std::string& account) {
  const RecusalStep* last = nullptr;
  for (const RecusalStep& step : steps) {
    if (step.account == account && (answers(step) || step.step == "lift")) last = &step;
  }
  return last;
}

/// Whether what keeps the account out of `from`, where it was out before or not, keeps it out here.
/// That it was let in here stands.
bool bars_too(const std::vector<RecusalStep>& here, const RecusalStep& step,
              const std::string& from, bool was_out) {
  if (recused(here, step.account) != nullptr) return true;
  const RecusalStep* last = decided(here, step.account);
  return !was_out || last == nullptr || last->step != "lift" || last->origin == from;
}

/// Whether what is taken back or declined in `from` is so here too: what came from there ends.
bool ends_too(const std::vector<RecusalStep>& here, const RecusalStep& step,
              const std::string& from) {
  if (step.step == "lift") {
    const auto grounds = grounds_of(here, step.account);
    return std::ranges::find(grounds, from, &RecusalStep::origin) != grounds.end();
  }
  auto waiting = requests_of(here).waiting;
  std::erase_if(waiting, [&](const RecusalStep* each) {
    return each->account != step.account || (!answers(step) && !same_asker(*each, step));
  });
  return !waiting.empty() &&
         std::ranges::all_of(waiting, [&](const auto* each) { return each->origin == from; });
}

/// What the last step of `from` says in those that are linked to it; null: nothing. One ground goes
/// there; where it ends and another stands, that one.
const RecusalStep* said_elsewhere(const std::vector<RecusalStep>& there, const std::string& from) {
  const RecusalStep& last = there.back();
  if (!is_ground(last) && last.step != "lift") return &last;
  const RecusalStep* stands = foremost_from(there, last.account, root_of(last, from), from);
  if (is_ground(last)) return stands == &last ? stands : nullptr;
  return stands != nullptr ? stands : &last;
}

/// Whether a step of `from` that the last of `there` brings along is taken here too.
bool holds_too(const std::vector<RecusalStep>& here, const std::string& from,
               const RecusalStep& step, const std::vector<RecusalStep>& there) {
  const std::string root = root_of(step, from);
  if (is_ground(step)) {
    const std::vector<RecusalStep> before(there.begin(), there.end() - 1);
    return bars_too(here, step, root, recused(before, step.account) != nullptr);
  }
  if (step.step != "ask") return ends_too(here, step, root);
  // What does not hold the matter up there holds up no other.
  const auto waiting = holding_up(there);
  return std::ranges::find(waiting, &step) != waiting.end();
}

}  // namespace

std::vector<RecusalStep> recusal_steps(pqxx::transaction_base& tx, const std::string& matter) {
  std::vector<RecusalStep> out;
  for (const auto& row :
       pg::exec(tx,
                "SELECT r.*, coalesce(a.name, '') AS asker, coalesce(c.origin, '') AS origin, "
                "coalesce(f.further, 0) AS further FROM recusal r LEFT JOIN recusal_asker a USING "
                "(matter, seq) LEFT JOIN recusal_carried c USING (matter, seq) LEFT JOIN "
                "recusal_further f USING (matter, seq) WHERE r.matter = $1 ORDER BY r.seq",
                matter)) {
    out.push_back({.seq = row["seq"].as<int>(),
                   .account = pg::text(row["account"]),
                   .step = pg::text(row["step"]),
                   .reason = pg::text(row["reason"]),
                   .deputy = pg::text(row["deputy"]),
                   .by = pg::text(row["by"]),
                   .at = pg::instant(row["at"]),
                   .asker = pg::text(row["asker"]),
                   .origin = pg::text(row["origin"]),
                   .further = row["further"].as<int>()});
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
  if (step.further != 0) {
    pg::exec(tx,
             "INSERT INTO recusal_further (matter, seq, further) VALUES ($1, $2::integer, "
             "$3::integer)",
             matter, seq, step.further);
  }
  return seq;
}

RecusalStep placed(RecusalStep step, const std::vector<RecusalStep>& before) {
  auto own = grounds_of(before, step.account);
  std::erase_if(own, [](const RecusalStep* each) { return !each->origin.empty(); });
  const RecusalStep* const stands = foremost(own);
  if (stands == nullptr) return step;
  const bool is_ordered = step.step == "order" && stands->step == "order" &&
                          (step.deputy.empty() || step.deputy == stands->deputy);
  if (step.step == "declare" || is_ordered) {
    for (const RecusalStep& each : before) step.further = std::max(step.further, each.further);
    ++step.further;
  } else if (step.step == "order" || step.step == "lift") {
    step.further = stands->further;
  }
  return step;
}

void carry_recusals(pqxx::transaction_base& tx, const std::string& from, const std::string& into) {
  pg::exec(tx, "SELECT pg_advisory_xact_lock(hashtext('recusal'))");
  const auto there = recusal_steps(tx, from), here = recusal_steps(tx, into);
  const auto waiting = holding_up(there);
  for (const RecusalStep& step : there) {
    const bool holds = foremost_from(there, step.account, root_of(step, from), from) == &step ||
                       std::ranges::find(waiting, &step) != waiting.end();
    // What came before with the same matter, and was lifted here, does not come again.
    const bool is_again = std::ranges::any_of(here, [&](const RecusalStep& each) {
      return each.origin == root_of(step, from) && each.account == step.account &&
             each.step == step.step && each.by == step.by && each.at == step.at;
    });
    const bool is_its_own = root_of(step, from) == into;  // and went there before
    if (!holds || is_again || is_its_own) continue;
    RecusalStep carried = step;
    carried.origin = root_of(step, from), carried.further = 0;
    add_step(tx, into, carried);
  }
}

std::vector<std::string> follow_last(pqxx::transaction_base& tx, const std::string& matter) {
  std::vector<std::string> reached{matter};
  for (std::size_t i = 0; i < reached.size(); ++i) {
    const std::string from = reached[i];
    const auto there = recusal_steps(tx, from);
    const RecusalStep* const said = said_elsewhere(there, from);
    if (said == nullptr) continue;
    for (const std::string& into : linked_to(tx, from)) {
      const bool was_reached = std::ranges::find(reached, into) != reached.end();
      if (was_reached || !holds_too(recusal_steps(tx, into), from, *said, there)) continue;
      RecusalStep carried = *said;
      carried.origin = root_of(*said, from), carried.further = 0;
      add_step(tx, into, carried);
      reached.push_back(into);
    }
  }
  reached.erase(reached.begin());
  return reached;
}

/// One of each that is linked to the matter, and of its own all that were noted one beside the
/// other. Letting somebody in again ends one of them; where it names none that stands, what was
/// carried into the matter. Letting them in where a ground came from ends that alone. As the view
/// `recused` has it.
std::vector<const RecusalStep*> grounds_of(const std::vector<RecusalStep>& steps,
                                           const std::string& account) {
  std::vector<const RecusalStep*> out;
  const auto end_of = [&](const RecusalStep& step) {
    const auto of = std::ranges::find_if(out, [&](const RecusalStep* each) {
      return each->origin == step.origin && each->further == step.further;
    });
    if (of == out.end()) return false;
    out.erase(of);
    return true;
  };
  for (const RecusalStep& step : steps) {
    if (step.account != account) continue;
    if (is_ground(step)) {
      end_of(step);
      out.push_back(&step);
    }
    const bool names_one = !step.origin.empty() || step.further != 0;
    if (step.step == "lift" && !end_of(step) && !names_one) out.clear();
  }
  return out;
}

const RecusalStep* recused(const std::vector<RecusalStep>& steps, const std::string& account) {
  return foremost(grounds_of(steps, account));
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
    if (recused(steps, request->account) != nullptr) return true;
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
