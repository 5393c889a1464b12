// Gen writes tables.go, the names of cities that package city knows, from the
// reviewed files in names/.
//
// Run it with go generate in internal/country/city. With -geonames it first
// writes names/cities.txt and names/others.txt from the file cities500.txt of
// GeoNames, for the cities of the datasets named by -datasets.
package main

import (
	"flag"
	"log"
	"os"
	"path/filepath"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("gen: ")
	dir := flag.String("names", "names", "folder of the reviewed files")
	out := flag.String("o", "tables.go", "file to write")
	geonames := flag.String("geonames", "", "cities500.txt of GeoNames to write names/cities.txt and names/others.txt from first")
	datasets := flag.String("datasets", "../../catalog/data/*.json", "pattern of the datasets whose cities are wanted")
	flag.Parse()

	write := func(name string, text []byte, err error) {
		if err == nil {
			err = os.WriteFile(name, text, 0o644)
		}
		if err != nil {
			log.Fatal(err)
		}
	}
	if *geonames != "" {
		cities, others, err := importGeoNames(*geonames, *datasets, os.DirFS(*dir))
		write(filepath.Join(*dir, "cities.txt"), cities, err)
		write(filepath.Join(*dir, "others.txt"), others, err)
	}
	source, err := generate(os.DirFS(*dir))
	write(*out, source, err)
}
