#pragma once
// Turns a closed matter into its package, in the background. The projection of `urn:gavel:archive`
// build leaves a row; the packager claims it, gives it its archival code (without gaps, DA/T 22),
// waits until the ledger holds the matter's leaves, builds and tests the bag, stores the tar, and
// tells the matter with `system.archive.built`.
#include <chrono>
#include <cstdint>
#include <filesystem>

#include "db/ledger_store.hpp"
#include "db/matter_store.hpp"
#include "engine/desk/desk.hpp"

namespace gavel::db {

class Pool;

class Packager {
 public:
  struct Ports {
    Pool& pool;
    LedgerStore& ledger;
    desk::Desk& desk;
    MatterStore& matters;
    desk::Clock& clock;
  };
  /// `scratch` is a folder for bags under construction; each is removed when its tar is stored.
  Packager(Ports ports, std::filesystem::path scratch);

  /// Builds everything that waits now; the number of packages dealt with.
  std::size_t run_once();

 private:
  void build(const std::string& matter);
  void fail(const std::string& matter, const std::string& why, bool for_good);
  bool report(const std::string& matter);

  Ports ports_;
  std::filesystem::path scratch_;
};

}  // namespace gavel::db
