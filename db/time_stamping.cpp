#include "db/time_stamping.hpp"

#include <algorithm>

#include <pqxx/pqxx>
#include <spdlog/spdlog.h>

#include "archive/digest.hpp"
#include "db/pg.hpp"
#include "db/pool.hpp"
#include "engine/matter/matter.hpp"

namespace gavel::db {
namespace {

/// Signatures become durable a little out of the order of their times.
constexpr std::chrono::minutes overlap{5};
constexpr std::chrono::seconds first_pause{10}, longest_pause{600};

/// Asking again would give the same. Whatever else is wrong lies with the authority or with the
/// roots, and may be mended.
bool is_of_the_signature(const NotStamped& why) {
  return why.is_there_already || why.fault == archive::TimeStampFault::wrong_imprint ||
         why.fault == archive::TimeStampFault::too_early;
}

std::string words(const NotStamped& why) {
  if (why.fault) return "its answer does not hold: " + std::string(archive::code(*why.fault));
  return why.away;
}

}  // namespace

std::expected<TimeStamp, archive::TimeStampFault> checked_time_stamp(
    const Statement& statement, const Signature& signature, const std::string& answer,
    const archive::TsaRoots& roots, const std::string& account, Instant now) {
  const auto stamp = archive::TimeStamp::parse(answer);
  if (!stamp) return std::unexpected(stamp.error());
  auto says = stamp->verify(signature.bytes, roots, now);
  if (!says) return std::unexpected(says.error());
  if (const auto fault = archive::time_stamp_out_of(says->at, statement.created_at, now))
    return std::unexpected(*fault);
  return TimeStamp{.statement_id = statement.id,
                   .number = 0,
                   .bytes = stamp->bytes(),
                   .sha256 = archive::sha256_hex(stamp->bytes()),
                   .chain = std::move(says->chain),
                   .stamped_at = says->at,
                   .authority = std::move(says->authority),
                   .policy = std::move(says->policy),
                   .serial = std::move(says->serial),
                   .matter = signature.matter,
                   .account = account,
                   .seq = 0,
                   .at = now};
}

std::expected<TimeStamp, NotStamped> TimeStamping::stamp(const Statement& statement,
                                                         const Signature& signature,
                                                         const std::string& account) {
  const auto answer = ask_(archive::time_stamp_request(signature.bytes));
  if (!answer) return std::unexpected(NotStamped{.away = answer.error(), .fault = {}});
  const auto good =
      checked_time_stamp(statement, signature, *answer, roots_, account, clock_.now());
  if (!good) return std::unexpected(NotStamped{.away = {}, .fault = good.error()});
  auto added = statements_.add_time_stamp(*good);
  if (!added) return std::unexpected(NotStamped{.away = {}, .fault = {}, .is_there_already = true});
  return *std::move(added);
}

std::unique_ptr<TimeStamping::Turn> TimeStamping::turn(const std::string& statement) {
  const std::scoped_lock lock(mutex_);
  if (waited_for_.size() >= most_waiting || waited_for_.contains(statement)) return nullptr;
  waited_for_.insert(statement);
  return std::make_unique<Turn>(*this, statement);
}

std::optional<TimeStamping::Waiting> TimeStamping::next() {
  return pool_.read([&](pqxx::transaction_base& tx) -> std::optional<Waiting> {
    std::optional<Instant> from;
    if (since_) from = *since_ - overlap;
    pg::Array refused;
    for (const std::string& each : refused_) refused.add(each);
    const auto found = pg::exec(
        tx,
        "SELECT s.statement_id, s.at FROM signature s WHERE ($1::timestamptz IS NULL OR s.at >= "
        "$1::timestamptz) AND s.statement_id <> ALL ($2::text[]) AND NOT EXISTS (SELECT FROM "
        "time_stamp t WHERE t.statement_id = s.statement_id) AND NOT EXISTS (SELECT FROM package p "
        "WHERE p.matter = s.matter) ORDER BY s.at, s.statement_id LIMIT 1",
        from, refused);
    if (found.empty()) return std::nullopt;
    return Waiting{pg::text(found[0][0]), pg::instant(found[0][1])};
  });
}

void TimeStamping::pause() {
  patience_ = std::clamp(patience_ * 2, first_pause, longest_pause);
  again_ = std::chrono::steady_clock::now() + patience_;
}

bool TimeStamping::run_once() {
  if (std::chrono::steady_clock::now() < again_) return false;
  const auto waiting = next();
  const Instant reached = waiting ? waiting->at : clock_.now();
  since_ = std::max(since_.value_or(reached), reached);
  if (!waiting) return false;
  const auto statement = statements_.find(waiting->statement);
  const auto signature = statements_.signature(waiting->statement);
  if (!statement || !signature) return false;  // not to be seen by this connection yet
  const auto done = stamp(*statement, *signature, matter::clock_actor().account);
  if (done) {
    patience_ = std::chrono::seconds{0};
    return true;
  }
  spdlog::warn("no time-stamp on the signature of statement {} in matter {}: {}", statement->id,
               signature->matter, words(done.error()));
  if (!is_of_the_signature(done.error())) return pause(), false;
  refused_.insert(statement->id);
  return true;
}

}  // namespace gavel::db
