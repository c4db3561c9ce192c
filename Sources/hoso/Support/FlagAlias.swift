import ArgumentParser
typealias Flag<Value> = ArgumentParser.Flag<Value>
