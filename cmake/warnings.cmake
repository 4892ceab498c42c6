# What every target of ours is compiled with. Warnings are errors where we test: a warning nobody reads is worse than none.
# In a release they are not: an optimiser sees more, also what is not there, and nobody's program stays unbuilt for that.
add_library(wheelhouse_warnings INTERFACE)
add_library(Wheelhouse::warnings ALIAS wheelhouse_warnings)
target_compile_options(wheelhouse_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow
    $<$<NOT:$<CONFIG:Release>>:-Werror>)
target_compile_definitions(wheelhouse_warnings INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_FOREACH QT_DISABLE_DEPRECATED_BEFORE=0x060400)
if(WH_SANITIZE)
    list(JOIN WH_SANITIZE "," sanitizers)
    target_compile_options(wheelhouse_warnings INTERFACE -fsanitize=${sanitizers} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(wheelhouse_warnings INTERFACE -fsanitize=${sanitizers})
endif()
if(WH_STRICT_WINDOW)
    target_compile_definitions(wheelhouse_warnings INTERFACE WH_STRICT_WINDOW)
endif()
target_link_options(wheelhouse_warnings INTERFACE -fuse-ld=lld)

# GCC 12 with -O3 takes an empty std::optional for one that may be read (its bug 80635); the address+undefined build
# and clang-tidy go on looking for the real thing.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    target_compile_options(wheelhouse_warnings INTERFACE $<$<CONFIG:Release>:-Wno-maybe-uninitialized>)
endif()

# A part of the program: a shared library in the test builds (BUILD_SHARED_LIBS), since a hundred and fifty test programs
# that each hold the sanitized whole fill a disk; in the release, part of the one program.
function(wh_part target)
    set_target_properties(${target} PROPERTIES DEFINE_SYMBOL "") # nothing is marked for export: everything is
endfunction()
