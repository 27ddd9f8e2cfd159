#pragma once

namespace gavel::archive {

/// For std::unique_ptr over what a C library frees.
template <auto Free>
struct Freed {
  template <typename T>
  void operator()(T* it) const {
    Free(it);
  }
};

}  // namespace gavel::archive
