package main

import (
	"encoding/binary"
	"fmt"
	"maps"
	"regexp/syntax"
	"slices"
)

// A matcher is the patterns of one calling code, to be read digit by digit all
// at the same time. A state is a set of instructions.
type matcher struct {
	instructions []syntax.Inst
	starts       []int // where each pattern begins
	ends         []int // the match instruction of each pattern
}

// add compiles a pattern over a whole national number and returns its index.
func (m *matcher) add(pattern string) (int, error) {
	parsed, err := syntax.Parse("(?:"+pattern+")", syntax.Perl)
	if err != nil {
		return 0, err
	}
	prog, err := syntax.Compile(parsed.Simplify())
	if err != nil {
		return 0, err
	}
	base := len(m.instructions)
	m.starts = append(m.starts, base+prog.Start)
	m.ends = append(m.ends, -1)
	for i, inst := range prog.Inst {
		switch inst.Op {
		case syntax.InstEmptyWidth:
			return 0, fmt.Errorf("pattern %q has an anchor", pattern)
		case syntax.InstAlt, syntax.InstAltMatch:
			inst.Arg += uint32(base)
		case syntax.InstMatch:
			m.ends[len(m.ends)-1] = base + i
		default: // they have no second way out
		}
		inst.Out += uint32(base)
		m.instructions = append(m.instructions, inst)
	}
	return len(m.starts) - 1, nil
}

// closure adds an instruction to a state, or those that it leads to without a
// digit.
func (m *matcher) closure(state map[int]bool, at int) {
	switch inst := m.instructions[at]; inst.Op {
	case syntax.InstAlt, syntax.InstAltMatch:
		m.closure(state, int(inst.Out))
		m.closure(state, int(inst.Arg))
	case syntax.InstCapture, syntax.InstNop:
		m.closure(state, int(inst.Out))
	case syntax.InstFail:
	default:
		state[at] = true
	}
}

func (m *matcher) start() []int {
	state := make(map[int]bool)
	for _, at := range m.starts {
		m.closure(state, at)
	}
	return slices.Sorted(maps.Keys(state))
}

func (m *matcher) step(state []int, digit rune) []int {
	next := make(map[int]bool)
	for _, at := range state {
		if inst := &m.instructions[at]; inst.Op != syntax.InstMatch && inst.MatchRune(digit) {
			m.closure(next, int(inst.Out))
		}
	}
	return slices.Sorted(maps.Keys(next))
}

func (m *matcher) matches(state []int, pattern int) bool {
	_, found := slices.BinarySearch(state, m.ends[pattern])
	return found
}

// A node is a state of the automaton: what a number that ends here is (an index
// of the outcomes, 0 for nothing), and where each digit leads (node 0: nowhere).
type node struct {
	outcome int
	next    [10]int
}

// An automaton holds the states of all numbering plans. No two nodes are the
// same, so it is minimal, and plans share the ends of their numbers.
type automaton struct {
	nodes   []node
	indexes map[node]int
}

func newAutomaton() *automaton {
	return &automaton{nodes: []node{{}}, indexes: map[node]int{{}: 0}}
}

// add returns the node at which the national numbers of a plan begin. Numbers
// have at most the given digits; outcome judges a state and its depth.
func (a *automaton) add(m *matcher, digits int, outcome func(state []int, depth int) int) int {
	known := make(map[string]int)
	var build func(state []int, depth int) int
	build = func(state []int, depth int) int {
		if len(state) == 0 {
			return 0
		}
		key := fmt.Sprint(depth, state)
		if index, found := known[key]; found {
			return index
		}
		n := node{outcome: outcome(state, depth)}
		if depth < digits {
			for d := range n.next {
				n.next[d] = build(m.step(state, '0'+rune(d)), depth+1)
			}
		}
		index, found := a.indexes[n]
		if !found {
			index = len(a.nodes)
			a.indexes[n] = index
			a.nodes = append(a.nodes, n)
		}
		known[key] = index
		return index
	}
	return build(m.start(), 0)
}

// encode writes the automaton as package numbering reads it, and where in it
// each node is: see the comment of numbering.walk.
func (a *automaton) encode() (encoded []byte, offsets []int, err error) {
	type edge struct{ digits, target int }
	var words int
	edges := make([][]edge, len(a.nodes))
	offsets = make([]int, len(a.nodes))
	for i, n := range a.nodes {
		for digit, target := range n.next {
			if target == 0 {
				continue
			}
			at := slices.IndexFunc(edges[i], func(e edge) bool { return e.target == target })
			if at < 0 {
				at = len(edges[i])
				edges[i] = append(edges[i], edge{target: target})
			}
			edges[i][at].digits |= 1 << digit
		}
		offsets[i] = words
		words += 1 + 2*len(edges[i])
	}
	if words >= 1<<22 {
		return nil, nil, fmt.Errorf("%d words are too many: an edge has 22 bits for its target", words)
	}
	for i, n := range a.nodes {
		if n.outcome >= 1<<8 {
			return nil, nil, fmt.Errorf("outcome %d does not fit into 8 bits", n.outcome)
		}
		encoded = binary.LittleEndian.AppendUint16(encoded, uint16(n.outcome<<8|len(edges[i])))
		for _, e := range edges[i] {
			target := offsets[e.target]
			encoded = binary.LittleEndian.AppendUint16(encoded, uint16(e.digits|target>>16<<10))
			encoded = binary.LittleEndian.AppendUint16(encoded, uint16(target))
		}
	}
	return encoded, offsets, nil
}
