#pragma once
// A file of an export, written as a stream. For db/*.cpp alone.
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>

#include "archive/digest.hpp"

namespace gavel::db {

/// One file in the making: complete or not there, its digest known at the end. What is not finished
/// goes, for nobody continues it.
class OutFile {
 public:
  explicit OutFile(std::filesystem::path file)
      : file_(std::move(file)), part_(file_.string() + ".part") {
    std::filesystem::create_directories(file_.parent_path());
    out_.open(part_, std::ios::binary | std::ios::trunc);
    check();
  }
  OutFile(const OutFile&) = delete;
  OutFile& operator=(const OutFile&) = delete;
  ~OutFile() {
    if (is_finished_) return;
    out_.close();
    std::error_code ignored;
    std::filesystem::remove(part_, ignored);
  }
  void write(std::string_view bytes) {
    out_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    check();
    digest_.update(bytes);
  }
  [[nodiscard]] std::string finish() {
    out_.close();
    check();
    std::filesystem::rename(part_, file_);
    is_finished_ = true;
    return digest_.finish_hex();
  }

 private:
  void check() const {
    if (!out_)
      throw std::runtime_error("cannot write " + part_.string() + ": " + std::strerror(errno));
  }
  std::filesystem::path file_, part_;
  std::ofstream out_;
  bool is_finished_ = false;
  archive::Digest digest_{archive::DigestKind::sha256};
};

}  // namespace gavel::db
