#pragma once
// Makes stored packages searchable, in the background: a row for each document with its words. What
// is in the index can be made again at any time, so it is filled after the package is stored, and
// for packages stored before there was an index.
#include <filesystem>

#include "db/matter_store.hpp"

namespace gavel::db {

class Pool;

class ArchiveIndex {
 public:
  /// `scratch` is a folder for documents while their words are read.
  ArchiveIndex(Pool& pool, MatterStore& matters, std::filesystem::path scratch);
  /// Indexes every stored package that is not yet; how many.
  std::size_t run_once();

 private:
  bool index_next();

  Pool& pool_;
  MatterStore& matters_;
  std::filesystem::path scratch_;
};

}  // namespace gavel::db
