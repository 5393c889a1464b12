// Gen writes tables.go, the spellings that package country knows, from the
// files in names/.
//
// Run it with go generate in internal/country. With -cldr it first writes
// names/cldr.txt from releases of the npm package cldr-localenames-full.
package main

import (
	"flag"
	"log"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("gen: ")
	dir := flag.String("names", "names", "folder of the reviewed files")
	out := flag.String("o", "tables.go", "file to write")
	cldr := flag.String("cldr", "", "folders of the package cldr-localenames-full, the newest first, to write names/cldr.txt from")
	flag.Parse()

	if *cldr != "" {
		text, err := importCLDR(strings.Split(*cldr, ","))
		if err != nil {
			log.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(*dir, "cldr.txt"), text, 0o644); err != nil {
			log.Fatal(err)
		}
	}

	source, err := generate(os.DirFS(*dir))
	if err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile(*out, source, 0o644); err != nil {
		log.Fatal(err)
	}
}
