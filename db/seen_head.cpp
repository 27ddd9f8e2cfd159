#include "db/seen_head.hpp"

#include <fstream>
#include <sstream>

#include <fmt/format.h>

#include "db/durable_file.hpp"

namespace gavel::db {

SeenHead::SeenHead(std::filesystem::path file, const std::string& verifier_key)
    : file_(std::move(file)) {
  std::ifstream in(file_, std::ios::binary);
  if (!in) return;
  std::stringstream note;
  note << in.rdbuf();
  const auto seen = archive::open_checkpoint(note.str(), verifier_key);
  if (!seen)
    throw std::runtime_error(fmt::format(
        "{} holds no checkpoint of this ledger ({}): put the file back, or the ledger's "
        "key and name that belong to it.",
        file_.string(), archive::code(seen.error())));
  size_ = seen->size;
  root_ = seen->root;
}

void SeenHead::check(std::uint64_t size, const archive::TileReader& tiles) const {
  if (size < size_) {
    throw ForkedLedger(fmt::format(
        "The ledger in the database ends after {} leaves, but this server has seen a signed "
        "checkpoint of {} ({}): the database was put back to an older state, and nothing is signed "
        "until a newer backup is restored.",
        size, size_, file_.string()));
  }
  if (size_ > 0 && archive::tree_root(size_, tiles) != root_) {
    throw ForkedLedger(fmt::format(
        "The ledger in the database differs within its first {} leaves from the signed checkpoint "
        "in {}: it was written anew after an older backup was restored, and nothing is signed "
        "until the true one is back.",
        size_, file_.string()));
  }
}

void SeenHead::keep(std::uint64_t size, const archive::Hash& root, const std::string& note) {
  if (file_.empty() || size <= size_) return;
  replace_file(file_, note);
  size_ = size;
  root_ = root;
}

}  // namespace gavel::db
