// How long a package of one gigabyte takes, and how much memory: written, read back by `verify`,
// put into a tar. Prints one line a figure.
#include "archive/package.hpp"

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include <sys/resource.h>

#include "archive/canonical.hpp"
#include "archive/checkpoint.hpp"
#include "archive/leaf.hpp"
#include "archive/tar.hpp"
#include "archive/verify_package.hpp"
#include "tests/archive/memory_ledger.hpp"

namespace {

using namespace gavel;
using namespace gavel::archive;

constexpr std::size_t documents = 20;
constexpr std::size_t document_size = 50'000'000;  // bytes; the largest upload is 64 MiB
constexpr std::size_t piece_size = 1u << 20;

const Instant opened = *parse_instant("2026-01-05T09:00:00+08:00");

/// The bytes of document `number`: the same each time, and no two alike.
void bytes_of_document(std::size_t number, const std::function<void(std::string_view)>& put) {
  std::string piece(piece_size, '\0');
  std::uint64_t state = 0x9E3779B97F4A7C15ULL * (number + 1);
  for (std::size_t left = document_size; left > 0;) {
    for (std::size_t i = 0; i + 8 <= piece.size(); i += 8) {
      state ^= state << 13;
      state ^= state >> 7;
      state ^= state << 17;
      for (std::size_t k = 0; k < 8; ++k) piece[i + k] = static_cast<char>(state >> (8 * k));
    }
    const std::size_t size = std::min(left, piece.size());
    put(std::string_view(piece).substr(0, size));
    left -= size;
  }
}

struct Matter {
  PackageInput input;
  LogKey log = LogKey::generate("bench.example/ledger");
  std::vector<Hash> tree;  ///< All leaf hashes; a tree of this size is cheap to compute whole.

  Matter() {
    input.code = {"X043", "WS", 2026, "Y", "BGS", 1};
    input.matter_id = "m-1";
    input.title = "一次千兆字节的决策";
    input.organ = input.fonds_name = "示范市人民政府";
    input.unit = "bench";
    input.procedure_name = "major-decision";
    input.procedure_sha256 = sha256_hex("procedure");
    input.sources = {{"scxml", input.procedure_sha256, "procedure"}};
    input.opened_at = opened;
    input.stages = {{"drafting", {"起草", "Drafting"}}};
    add("opened", "gavel.open", {{"title", input.title}});
    for (std::size_t i = 0; i < documents; ++i) add_document(i);
    input.closed_at = input.built_at = input.events.back().at;
    input.seal = [this](const std::string& body) { return sign_note(body, log); };
  }

  void add(std::string_view kind, const std::string& name, JsonObject data) {
    const auto seq = static_cast<std::int64_t>(input.events.size()) + 1;
    const Instant at = opened + std::chrono::hours(seq);
    const std::string line = canonical(JsonObject{{"seq", seq},
                                                  {"kind", kind},
                                                  {"name", name},
                                                  {"data", std::move(data)},
                                                  {"at", to_string(at)}});
    PackageEvent event{
        .line = line, .name = name, .actor = "wang", .at = at, .leaf = "", .proof = {}};
    event.leaf = leaf_bytes({"event", input.matter_id, std::to_string(seq), sha256_hex(line), at});
    event.index = input.events.size();
    tree.push_back(leaf_hash(event.leaf));
    input.events.push_back(std::move(event));
  }

  void add_document(std::size_t i) {
    Digest digest(DigestKind::sha256);
    bytes_of_document(i, [&](std::string_view bytes) { digest.update(bytes); });
    const std::string sha256 = digest.finish_hex();
    const std::string code = "DRF-" + std::to_string(i + 1);
    add("document", code,
        {{"code", code}, {"sha256", sha256}, {"filename", "图纸.bin"}, {"version", 1}});
    input.documents.push_back({.code = code,
                               .title = "图纸",
                               .filename = "图纸.bin",
                               .media_type = "application/octet-stream",
                               .sha256 = sha256,
                               .by = "wang",
                               .version = 1,
                               .size = document_size,
                               .at = input.events.back().at,
                               .stage = "drafting",
                               .read = [i](const auto& put) { bytes_of_document(i, put); }});
  }
};

double seconds_of(const std::function<void()>& work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

long peak_mib() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

}  // namespace

int main() {
  std::string name = (std::filesystem::temp_directory_path() / "gavel-bench-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) return 1;
  const std::filesystem::path folder = name;
  Matter matter;
  MemoryLedger ledger;
  for (const Hash& leaf : matter.tree) ledger.add({leaf});
  matter.input.checkpoint_note = sign_checkpoint(ledger.size, ledger.root(), matter.log);
  matter.input.log_public_pem = matter.log.public_pem();
  matter.input.log_verifier_key = verifier_key(matter.log);
  for (PackageEvent& event : matter.input.events)
    event.proof = inclusion_proof(event.index, ledger.size, ledger.reader());

  const std::filesystem::path bag = folder / to_string(matter.input.code);
  Declared declared;
  const double wrote = seconds_of([&] { declared = write_package(matter.input, bag); });
  std::printf("package_write_seconds %.1f\n", wrote);
  std::ofstream out(folder / "p.tar", std::ios::binary);
  const double tarred = seconds_of([&] {
    write_tar(bag, to_string(matter.input.code), matter.input.built_at,
              [&](std::string_view bytes) {
                out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
              });
    out.close();
  });
  std::printf("package_tar_seconds %.1f\n", tarred);
  JsonObject report;
  const double tested =
      seconds_of([&] { report = four_property_test(bag, declared, matter.input.built_at); });
  std::printf("package_four_property_seconds %.1f\n", tested);
  PackageVerdict verdict;
  const double verified = seconds_of([&] { verdict = verify_package(bag); });
  std::printf("package_verify_seconds %.1f\n", verified);
  std::printf("package_megabytes %.0f\n", static_cast<double>(verdict.bytes) / 1e6);
  std::printf("package_peak_memory_mib %ld\n", peak_mib());
  for (const auto& found : verdict.findings)
    std::printf("finding %s %s %s\n", found.code.c_str(), found.path.c_str(), found.detail.c_str());
  std::filesystem::remove_all(folder);
  return verdict.holds() ? 0 : 1;
}
