// The ledger on a private PostgreSQL as the server runs it (durable commits): leaves a second from
// the business transaction to the signed checkpoint, the time of one proof, how fast all of it is
// examined, and what the witnesses of rows cost. One table on standard output.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <random>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <pqxx/pqxx>

#include "api/privileges.hpp"
#include "archive/digest.hpp"
#include "db/embedded.hpp"
#include "db/ledger_leaf.hpp"
#include "db/ledger_store.hpp"
#include "db/migrate.hpp"
#include "db/pool.hpp"

namespace {

using namespace gavel;
using Clock = std::chrono::steady_clock;

constexpr int transactions_at_once = 4;
constexpr int leaves_in_one = 50;  // as the commit queue gathers them under load

double seconds_since(Clock::time_point begun) {
  return std::chrono::duration<double>(Clock::now() - begun).count();
}

void row(const std::string& what, const std::string& figure, const std::string& aim) {
  std::cout << fmt::format("  {:<52} {:>16}   {}\n", what, figure, aim) << std::flush;
}

archive::Leaf leaf(std::uint64_t number) {
  return {.type = "access",
          .matter = fmt::format("bench-{}", number % 997),
          .subject = std::to_string(number),
          .sha256 = archive::sha256_hex(std::to_string(number)),
          .at = {}};
}

/// Writers and the sequencer side by side, until all leaves are under a checkpoint.
double place(db::Pool& pool, db::LedgerStore& ledger, std::uint64_t leaves) {
  const auto begun = Clock::now();
  std::atomic<std::uint64_t> next = 0;
  std::vector<std::jthread> writers;
  for (int writer = 0; writer < transactions_at_once; ++writer) {
    writers.emplace_back([&] {
      for (;;) {
        const std::uint64_t first = next.fetch_add(leaves_in_one);
        if (first >= leaves) return;
        std::vector<archive::Leaf> batch;
        for (std::uint64_t n = first; n < std::min<std::uint64_t>(first + leaves_in_one, leaves);
             ++n)
          batch.push_back(leaf(n));
        pool.write([&](pqxx::transaction_base& tx) { db::add_leaves(tx, batch); });
      }
    });
  }
  while (ledger.size() < leaves) {
    if (ledger.sequence() == 0) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return seconds_since(begun);
}

void measure_proofs(db::LedgerStore& ledger, std::uint64_t leaves) {
  std::mt19937_64 random(713);
  std::vector<double> times;
  for (int i = 0; i < 2000; ++i) {
    const auto begun = Clock::now();
    if (!ledger.proof_file(random() % leaves)) throw std::runtime_error("no proof");
    times.push_back(seconds_since(begun) * 1000);
  }
  std::ranges::sort(times);
  row("one proof file, median", fmt::format("{:.2f} ms", times[times.size() / 2]), "aim: 2 ms");
  row("one proof file, 99 of 100", fmt::format("{:.2f} ms", times[times.size() * 99 / 100]), "");
}

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

/// Rows of 200 characters, one a statement, with the triggers that witness them and without, turn
/// about; then all of them sealed into batches of the ledger.
void measure_row_witnesses(db::Pool& pool, db::LedgerStore& ledger) {
  constexpr int rounds = 11, rows = 1000;
  std::vector<double> with, without;
  int number = 0;
  for (int i = 0; i < 2 * rounds; ++i) {
    const bool is_witnessed = i % 2 == 0;
    pool.write([&](pqxx::transaction_base& tx) {
      tx.exec("SET LOCAL ROLE NONE");  // triggers are the owner's
      tx.exec(is_witnessed ? "ALTER TABLE unit ENABLE ALWAYS TRIGGER witness_insert"
                           : "ALTER TABLE unit DISABLE TRIGGER witness_insert");
    });
    const auto begun = Clock::now();
    pool.write([&](pqxx::transaction_base& tx) {
      for (int n = 0; n < rows; ++n) {
        const std::string id = fmt::format("unit-{}", ++number);
        tx.exec("INSERT INTO unit VALUES ('" + id + "', repeat('x', 200))");
      }
    });
    (is_witnessed ? with : without).push_back(seconds_since(begun) * 1e6 / rows);
  }
  const auto begun = Clock::now();
  (void)ledger.sequence();
  const double sealing = seconds_since(begun) * 1e6 / (rounds * rows);
  row("one row written without a witness, median", fmt::format("{:.1f} us", median(without)), "");
  row("one row written with its witness, median",
      fmt::format("{:.1f} us, {:.2f} x", median(with), median(with) / median(without)), "");
  row("one row sealed into the ledger", fmt::format("{:.1f} us", sealing), "");
}

int measure(std::uint64_t leaves) {
  std::string name = (std::filesystem::temp_directory_path() / "gavel-bench-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) return 1;
  const std::filesystem::path folder = name;
  if (const auto left = leave_root("gavel", folder); !left) {
    std::cerr << left.error() << "\n";
    return 1;
  }
  {
    const auto cluster = db::EmbeddedCluster::start(folder);
    if (!cluster) {
      std::cerr << cluster.error() << "\n";
      return 1;
    }
    (void)db::migrate(cluster->url());
    db::Pool pool(cluster->url(), 8);
    db::LedgerStore ledger(pool,
                           db::open_log_key(folder / "ledger.key", "bench.example/ledger").value(),
                           folder / "ledger.head");
    const double took = place(pool, ledger, leaves);
    row(fmt::format("{} leaves, written and under a checkpoint", leaves),
        fmt::format("{:.0f} leaves/s", static_cast<double>(leaves) / took), "aim: 5,000");
    measure_proofs(ledger, leaves);
    const auto begun = Clock::now();
    const auto examined = db::examine_ledger(
        pool, {.verifier_key = ledger.verifier_key(), .kept_checkpoints = {}, .most = 10});
    const double examining = seconds_since(begun);
    if (!examined.findings.empty()) {
      std::cerr << "not sound: " << examined.findings[0].detail << "\n";
      return 1;
    }
    row("gavel fsck: entries, tiles, checkpoints",
        fmt::format("{:.0f} entries/s", static_cast<double>(examined.leaves) / examining),
        "aim: 200,000");
    measure_row_witnesses(pool, ledger);
  }
  std::error_code ignored;
  std::filesystem::remove_all(folder, ignored);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return measure(argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 200'000);
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
}
