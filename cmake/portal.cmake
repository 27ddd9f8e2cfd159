# The portal's pages, built with npm into one file that becomes part of the server. Without npm or
# its registry that file is an empty list, and the server says so where the pages would be.
file(GLOB_RECURSE portal_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/portal/src/*)
set(portal_pack ${PROJECT_BINARY_DIR}/portal/portal.pack)
add_custom_command(
  OUTPUT ${portal_pack}
  COMMAND ${PROJECT_SOURCE_DIR}/portal/build.sh ${PROJECT_BINARY_DIR}/portal
  DEPENDS ${portal_sources} ${PROJECT_SOURCE_DIR}/portal/package-lock.json ${PROJECT_SOURCE_DIR}/portal/index.html
          ${PROJECT_SOURCE_DIR}/portal/vite.config.ts ${PROJECT_SOURCE_DIR}/portal/pack.mjs ${PROJECT_SOURCE_DIR}/portal/build.sh
          ${PROJECT_SOURCE_DIR}/archive/four_property.json
  COMMENT "Building the portal's pages" VERBATIM)
target_sources(api PRIVATE ${portal_pack})
embed(api NAMESPACE gavel::asset OUT portal_asset FILES ${portal_pack})
