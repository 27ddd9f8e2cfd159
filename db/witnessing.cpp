#include "db/witnessing.hpp"

#include <algorithm>
#include <future>

#include <pqxx/pqxx>
#include <spdlog/spdlog.h>

#include "archive/cosignature.hpp"
#include "archive/witness.hpp"
#include "db/cosignatures.hpp"
#include "db/ledger_store.hpp"
#include "db/pg.hpp"
#include "db/pool.hpp"
#include "db/secret_file.hpp"

namespace gavel::db {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::seconds first_pause = 2s, longest_pause = 60s;

Instant wall_now() {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

/// One line of what a witness said: it is shown to operators.
std::string told(const WitnessAnswer& answer) {
  std::string text = answer.body.substr(0, std::min(answer.body.find('\n'), std::size_t{80}));
  std::erase_if(text, [](char c) { return c < ' ' || c > '~'; });
  return "HTTP " + std::to_string(answer.status) + (text.empty() ? "" : ": " + text);
}

}  // namespace

Witnessing::Witnessing(Pool& pool, LedgerStore& ledger, archive::WitnessPolicy policy,
                       AskWitness ask, std::chrono::seconds alarm_after)
    : pool_(pool),
      ledger_(ledger),
      policy_(std::move(policy)),
      ask_(std::move(ask)),
      alarm_after_(alarm_after),
      node_(archive::to_hex(random_bytes(8))) {
  ledger_.prefer_witnessed(policy_);
}

void Witnessing::learn() {
  std::vector<std::future<void>> all;
  for (const auto& witness : policy_.witnesses()) {
    if (!witness.url.empty())
      all.push_back(std::async(std::launch::async, [&] { learn_from(witness); }));
  }
  for (auto& each : all) each.get();
}

void Witnessing::learn_from(const archive::PolicyWitness& witness) {
  const auto answer = ask_(
      witness.url + "/" + archive::sha256_hex(ledger_.origin()) + "/checkpoint", std::string());
  if (answer && answer->status == 200) ledger_.beware(answer->body);
}

bool Witnessing::is_our_turn() {
  return pool_.write([&](pqxx::transaction_base& tx) {
    return !pg::exec(tx,
                     "UPDATE witness_turn SET holder = $1, until = clock_timestamp() + interval "
                     "'30 seconds' WHERE holder = $1 OR until < clock_timestamp() RETURNING 1",
                     node_)
                .empty();
  });
}

std::vector<Witnessing::Task> Witnessing::tasks() {
  std::uint64_t size = 0;
  std::string note;
  std::map<std::string, std::uint64_t> sizes;
  pool_.snapshot([&](pqxx::transaction_base& tx) {
    const auto head =
        pg::exec(tx, "SELECT size, note FROM ledger_checkpoint ORDER BY size DESC LIMIT 1");
    if (head.empty()) return;
    size = static_cast<std::uint64_t>(pg::integer(head[0][0]));
    note = pg::text(head[0][1]);
    sizes = newest_of_each(tx);
  });
  std::vector<Task> all;
  const auto now = std::chrono::steady_clock::now();
  const std::scoped_lock lock(mutex_);
  for (const auto& witness : policy_.witnesses()) {
    const std::uint64_t old_size = sizes[witness.verifier_key];
    if (witness.url.empty() || old_size >= size || heard_[witness.name].not_before > now) continue;
    all.push_back({witness, old_size, size, note});
  }
  return all;
}

bool Witnessing::run_once() {
  const std::vector<Task> all = tasks();
  if (!all.empty() && is_our_turn()) {
    std::vector<std::future<void>> asked;
    for (const Task& task : all) {
      asked.push_back(
          std::async(std::launch::async, [this, &task] { hear(task.witness, perform(task)); }));
    }
    for (auto& each : asked) each.get();
  }
  raise_alarm();
  return false;
}

std::string Witnessing::perform(const Task& task) try {
  Task now = task;
  // Once more after a 409: the witness says where it stands.
  for (int attempt = 0; attempt < 2; ++attempt) {
    const auto proof = ledger_.consistency_proof(now.old_size, now.size);
    const auto answer = ask_(now.witness.url + "/add-checkpoint",
                             archive::add_checkpoint_body({now.old_size, proof, now.note}));
    if (!answer) return answer.error();
    if (answer->status == 200) return keep(now, answer->body);
    if (answer->status != 409) return told(*answer);
    const auto stands = archive::parse_size(answer->body.substr(0, answer->body.find('\n')));
    if (!stands) return told(*answer);
    if (*stands > now.size) {
      learn_from(now.witness);
      return "it has cosigned " + std::to_string(*stands) + " leaves already";
    }
    now.old_size = *stands;
  }
  return "its size moves while it is asked";
} catch (const std::exception& failed) {
  return failed.what();
}

/// Only what holds is kept, and of what it sent only its own line.
std::string Witnessing::keep(const Task& task, const std::string& lines) {
  const auto key = archive::parse_note_key(task.witness.verifier_key);
  auto note = archive::parse_note(task.note);
  const auto sent = archive::parse_signatures(lines);
  if (!sent) return "its answer is no signature line";
  note->signatures = *sent;
  if (const auto time = archive::check_cosignature(*note, task.witness.verifier_key); !time)
    return "its cosignature does not hold: " + std::string(code(time.error()));
  const auto own = std::ranges::find_if(*sent, [&](const archive::NoteSignature& signature) {
    return signature.name == key->name && signature.id == key->id;
  });
  pool_.write([&](pqxx::transaction_base& tx) {
    keep_cosignature(tx, task.size, task.witness.verifier_key, archive::signature_line(*own));
  });
  return "";
}

void Witnessing::hear(const archive::PolicyWitness& witness, const std::string& trouble) {
  const std::scoped_lock lock(mutex_);
  Heard& heard = heard_[witness.name];
  if (trouble != heard.trouble) {
    if (trouble.empty())
      spdlog::info("witness {}: cosigns again", witness.name);
    else
      spdlog::warn("witness {}: {}", witness.name, trouble);
  }
  heard.trouble = trouble;
  heard.pause = trouble.empty()     ? 0s
                : heard.pause == 0s ? first_pause
                                    : std::min(2 * heard.pause, longest_pause);
  heard.not_before = std::chrono::steady_clock::now() + heard.pause;
}

WitnessedView Witnessing::view() {
  WitnessedView out;
  std::map<std::string, std::uint64_t> sizes;
  pool_.snapshot([&](pqxx::transaction_base& tx) {
    out.witnessed = newest_witnessed(tx, policy_);
    const auto newest = pg::exec(tx, "SELECT coalesce(max(size), 0) FROM ledger_checkpoint");
    out.size = static_cast<std::uint64_t>(pg::integer(newest[0][0]));
    const auto first = pg::exec(
        tx, "SELECT signed_at FROM ledger_checkpoint WHERE size > $1::bigint ORDER BY size LIMIT 1",
        out.witnessed);
    if (!first.empty()) out.unwitnessed_since = pg::instant(first[0][0]);
    sizes = newest_of_each(tx);
  });
  if (policy_.quorum() == "none") {
    out.witnessed = out.size;
    out.unwitnessed_since.reset();
  }
  out.alarm = out.unwitnessed_since && wall_now() - *out.unwitnessed_since > alarm_after_;
  const std::scoped_lock lock(mutex_);
  for (const auto& witness : policy_.witnesses()) {
    out.witnesses.push_back({witness.name, witness.verifier_key, sizes[witness.verifier_key],
                             heard_[witness.name].trouble});
  }
  return out;
}

void Witnessing::raise_alarm() {
  const WitnessedView now = view();
  const std::scoped_lock lock(mutex_);
  if (now.alarm && !is_alarmed_)
    spdlog::error("ledger: no quorum has cosigned more than {} of {} leaves since {}",
                  now.witnessed, now.size, to_string(*now.unwitnessed_since));
  if (!now.alarm && is_alarmed_) spdlog::info("ledger: a quorum cosigns again");
  is_alarmed_ = now.alarm;
}

}  // namespace gavel::db
